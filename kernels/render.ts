// Draws triangles. This is AssemblyScript, compiled to WebAssembly by the build; src/signals/model3d/render lays out the
// memory and has the same in plain TypeScript (draw-batch, clip-triangle, fill-triangle, sample-texture), equal bit for
// bit: the same operations on doubles in the same order. What each means is told there.

// Numbers a corner: x, y in pixels, 1/distance, then u, v, emissive u, v, shade, red, green, blue, alpha.
const STRIDE: usize = 12
const CORNER: usize = 12 * 8
const Z: usize = 2
const U: usize = 3
const EU: usize = 5
const EV: usize = 6
const SHADE: usize = 7
const RED: usize = 8
const GREEN: usize = 9
const BLUE: usize = 10
const ALPHA: usize = 11

const SUB: f64 = 256
const GUARD: f64 = 12
const HALF_FIELD: f64 = 0.2679491924311227
const AMBIENT: f64 = 0.4
const BACKGROUND: i32 = 0x00808080

// A batch as it lies in memory, offsets in bytes.
const VERTICES: usize = 0
const COUNT: usize = 4
const INDICES: usize = 8
const BASE_UVS: usize = 12
const GLOW_UVS: usize = 16
const COLOURS: usize = 20
const FLAGS: usize = 24
const OWNER: usize = 28
const BASE: usize = 32
const GLOW: usize = 44
const CUTOFF: usize = 56
const PAINT_RED: usize = 64
const PAINT_GREEN: usize = 72
const PAINT_BLUE: usize = 80
const PAINT_ALPHA: usize = 88
const GLOW_RED: usize = 96
const GLOW_GREEN: usize = 104
const GLOW_BLUE: usize = 112
const BATCH: usize = 120

const MIRRORED: u32 = 1
const DOUBLE_SIDED: u32 = 2
const MASKED: u32 = 4
const BLENDED: u32 = 8
const GLOWS: u32 = 16

const REPEAT: u32 = 0
const CLAMP: u32 = 1

// Of each number / distance: its value at pixel (0, 0) and its steps to the right and down.
const origin: usize = memory.data(12 * 8)
const right: usize = memory.data(12 * 8)
const down: usize = memory.data(12 * 8)
const corners: usize = memory.data(3 * 12 * 8)
// A triangle cut by five planes has at most eight corners.
const polygons: usize = memory.data(2 * 10 * 12 * 8)

let colour: usize = 0
let depth: usize = 0
let owner: usize = 0
let width: i32 = 0
let height: i32 = 0
let budget: f64 = 0

/** Lays out a canvas of places from the top: colours, then depths (4 bytes each), then owners (2), and empties it. */
export function openCanvas(at: usize, across: i32, downwards: i32, samples: f64): void {
  const places = usize(across) * usize(downwards)
  width = across
  height = downwards
  budget = samples
  colour = at
  depth = at + places * 4
  owner = at + places * 8
  const grey = v128.splat<i32>(BACKGROUND)
  let i: usize = 0
  for (; i + 4 <= places; i += 4) v128.store(colour + i * 4, grey)
  for (; i < places; i++) store<i32>(colour + i * 4, BACKGROUND)
  memory.fill(depth, 0, places * 6)
}

/** What is left of the budget; below 0 where the drawing was stopped by it. */
export function budgetLeft(): f64 {
  return budget
}

/** Draws `count` triangles: pairs of the batch's place and the place of the first index. `sides`: 0 material, 1 both, 2 inner. */
export function drawTriangles(order: usize, count: u32, batches: usize, near: f64, sides: i32): void {
  for (let i: u32 = 0; i < count; i++) {
    if (budget < 0) return
    const at = order + usize(i) * 8
    drawTriangle(batches + usize(load<u32>(at)) * BATCH, load<u32>(at, 4), near, sides)
  }
}

/** Draws `count` triangles whose corners are on the picture already. */
export function fillTriangles(from: usize, count: u32, batch: usize): void {
  for (let i: u32 = 0; i < count; i++) {
    if (budget < 0) return
    fillTriangle(batch, from + usize(i) * 3 * CORNER)
  }
}

/** Makes rows of RGB bytes of a canvas `across` × `samples` wide, and tells who is nearest in each pixel. */
export function develop(across: i32, samples: i32, pixels: usize, owners: usize): void {
  const places = usize(across) * usize(across)
  if (samples == 1) {
    for (let i: usize = 0; i < places; i++, pixels += 3) {
      const value = load<u32>(colour + i * 4)
      // The fourth byte is the next pixel's first, or lies in what is kept free behind the last.
      store<u32>(pixels, value)
    }
    memory.copy(owners, owner, places * 2)
    return
  }
  const row = usize(width)
  for (let y: usize = 0; y < usize(across); y++) {
    let from = y * 2 * row
    for (let x: usize = 0; x < usize(across); x++, from += 2, pixels += 3, owners += 2) {
      const a = load<u32>(colour + from * 4)
      const b = load<u32>(colour + from * 4, 4)
      const c = load<u32>(colour + (from + row) * 4)
      const d = load<u32>(colour + (from + row) * 4, 4)
      const even = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff) + 0x020002
      const odd = ((a >> 8) & 0xff) + ((b >> 8) & 0xff) + ((c >> 8) & 0xff) + ((d >> 8) & 0xff) + 2
      store<u32>(pixels, ((even >> 2) & 0xff00ff) | ((odd >> 2) << 8))
      let nearest = from
      let most = load<f32>(depth + from * 4)
      let other = load<f32>(depth + from * 4, 4)
      if (other > most) {
        most = other
        nearest = from + 1
      }
      other = load<f32>(depth + (from + row) * 4)
      if (other > most) {
        most = other
        nearest = from + row
      }
      other = load<f32>(depth + (from + row) * 4, 4)
      if (other > most) nearest = from + row + 1
      store<u16>(owners, load<u16>(owner + nearest * 2))
    }
  }
}

function drawTriangle(batch: usize, first: u32, near: f64, sides: i32): void {
  const vertices = load<usize>(batch, VERTICES)
  const count = load<u32>(batch, COUNT)
  const indices = load<usize>(batch, INDICES) + usize(first) * 4
  const baseUvs = load<usize>(batch, BASE_UVS)
  const glowUvs = load<usize>(batch, GLOW_UVS)
  const colours = load<usize>(batch, COLOURS)
  let flat: f64 = -1
  let any: i32 = 0
  let all: i32 = 31
  for (let k: usize = 0; k < 3; k++) {
    const index = load<u32>(indices + k * 4)
    if (index >= count) return
    const at = vertices + usize(index) * 32
    const to = corners + k * CORNER
    const x = load<f64>(at)
    const y = load<f64>(at, 8)
    const distance = load<f64>(at, 16)
    if (!(x - x == 0 && y - y == 0 && distance - distance == 0)) return
    const out = beyond(x, y, distance, near)
    any |= out
    all &= out
    store<f64>(to, x)
    store<f64>(to, y, 8)
    store<f64>(to, distance, 16)
    if (baseUvs != 0) {
      store<f64>(to, finite(load<f32>(baseUvs + usize(index) * 8)), 24)
      store<f64>(to, finite(load<f32>(baseUvs + usize(index) * 8, 4)), 32)
    }
    if (glowUvs != 0) {
      store<f64>(to, finite(load<f32>(glowUvs + usize(index) * 8)), 40)
      store<f64>(to, finite(load<f32>(glowUvs + usize(index) * 8, 4)), 48)
    }
    let shade = load<f64>(at, 24)
    if (shade < 0) {
      // Past the end of the vertices there is no face; the triangle is given up below.
      if (flat < 0) {
        if (load<u32>(indices) >= count || load<u32>(indices, 4) >= count || load<u32>(indices, 8) >= count) return
        flat = flatShade(vertices, indices)
      }
      shade = flat
    }
    store<f64>(to, shade, 56)
    if (colours != 0)
      for (let c: usize = 0; c < 4; c++)
        store<f64>(to + c * 8, finite(load<f32>(colours + usize(index) * 16 + c * 4)), 64)
  }
  if (all != 0) return
  if (any == 0) {
    project(corners, 3)
    if (isWanted(batch, corners, sides)) fillTriangle(batch, corners)
    return
  }
  const left = clip(near)
  const polygon = clipped
  project(polygon, left)
  for (let k: usize = 2; k < usize(left); k++) {
    memory.copy(corners, polygon, CORNER)
    memory.copy(corners + CORNER, polygon + (k - 1) * CORNER, 2 * CORNER)
    if (isWanted(batch, corners, sides)) fillTriangle(batch, corners)
  }
}

// @ts-ignore: decorator
@inline
function beyond(x: f64, y: f64, distance: f64, near: f64): i32 {
  const reach = GUARD * distance
  return (
    i32(distance < near) |
    (i32(x > reach) << 1) |
    (i32(x < -reach) << 2) |
    (i32(y > reach) << 3) |
    (i32(y < -reach) << 4)
  )
}

// @ts-ignore: decorator
@inline
function finite(value: f32): f64 {
  return value - value == 0 ? f64(value) : 0
}

let clipped: usize = 0

/** Cuts the triangle in `corners`; the polygon lies at `clipped`, and the number of its corners is returned. */
function clip(near: f64): i32 {
  let polygon = corners
  let count: i32 = 3
  for (let plane: i32 = 0; plane < 5; plane++) {
    const out = polygons + usize(plane & 1) * 10 * CORNER
    let made: i32 = 0
    for (let i: i32 = 0; i < count; i++) {
      const from = polygon + usize(i) * CORNER
      const to = polygon + usize((i + 1) % count) * CORNER
      const here = inside(from, plane, near)
      const there = inside(to, plane, near)
      if (here >= 0) {
        memory.copy(out + usize(made) * CORNER, from, CORNER)
        made++
      }
      if (here >= 0 == there >= 0) continue
      const inner = here >= 0
      const start = inner ? from : to
      const end = inner ? to : from
      const s = inner ? here : there
      const t = s / (s - (inner ? there : here))
      for (let k: usize = 0; k < STRIDE; k++) {
        const value = load<f64>(start + k * 8)
        store<f64>(out + usize(made) * CORNER + k * 8, value + (load<f64>(end + k * 8) - value) * t)
      }
      made++
    }
    polygon = out
    count = made
  }
  clipped = polygon
  return count
}

// Distance of a corner from a plane that cuts, positive on the inner side.
function inside(at: usize, plane: i32, near: f64): f64 {
  const distance = load<f64>(at, 16)
  if (plane == 0) return distance - near
  if (plane == 1) return GUARD * distance - load<f64>(at)
  if (plane == 2) return GUARD * distance + load<f64>(at)
  return plane == 3 ? GUARD * distance - load<f64>(at, 8) : GUARD * distance + load<f64>(at, 8)
}

function shadeOf(cosine: f64): f64 {
  return AMBIENT + (1 - AMBIENT) * min<f64>(1, abs<f64>(cosine))
}

function flatShade(vertices: usize, indices: usize): f64 {
  const a = vertices + usize(load<u32>(indices)) * 32
  const b = vertices + usize(load<u32>(indices, 4)) * 32
  const c = vertices + usize(load<u32>(indices, 8)) * 32
  const ax = load<f64>(a) * HALF_FIELD
  const ay = load<f64>(a, 8) * HALF_FIELD
  const az = load<f64>(a, 16)
  const bx = load<f64>(b) * HALF_FIELD
  const by = load<f64>(b, 8) * HALF_FIELD
  const bz = load<f64>(b, 16)
  const cx = load<f64>(c) * HALF_FIELD
  const cy = load<f64>(c, 8) * HALF_FIELD
  const cz = load<f64>(c, 16)
  const ux = bx - ax
  const uy = by - ay
  const uz = bz - az
  const vx = cx - ax
  const vy = cy - ay
  const vz = cz - az
  const nx = uy * vz - uz * vy
  const ny = uz * vx - ux * vz
  const nz = ux * vy - uy * vx
  const mx = ax + bx + cx
  const my = ay + by + cy
  const mz = az + bz + cz
  const length = sqrt<f64>(nx * nx + ny * ny + nz * nz) * sqrt<f64>(mx * mx + my * my + mz * mz)
  return length > 0 ? shadeOf((nx * mx + ny * my + nz * mz) / length) : 1
}

function project(polygon: usize, count: i32): void {
  const acrossHalf = f64(width) / 2
  const downHalf = f64(height) / 2
  for (let k: i32 = 0; k < count; k++) {
    const at = polygon + usize(k) * CORNER
    const inverse = 1 / load<f64>(at, 16)
    store<f64>(at, (1 + load<f64>(at) * inverse) * acrossHalf)
    store<f64>(at, (1 - load<f64>(at, 8) * inverse) * downHalf, 8)
    store<f64>(at, inverse, 16)
  }
}

function isWanted(batch: usize, triangle: usize, sides: i32): bool {
  const flags = load<u32>(batch, FLAGS)
  if (sides == 1 || (sides == 0 && (flags & DOUBLE_SIDED) != 0)) return true
  const front = turnOf(triangle) < 0 != ((flags & MIRRORED) != 0)
  return sides == 2 ? !front : front
}

// @ts-ignore: decorator
@inline
function snap(pixels: f64): f64 {
  return floor<f64>(pixels * SUB + 0.5)
}

function turnOf(at: usize): f64 {
  const x0 = snap(load<f64>(at))
  const y0 = snap(load<f64>(at, 8))
  const dx1 = snap(load<f64>(at, 96)) - x0
  const dy1 = snap(load<f64>(at, 104)) - y0
  const dx2 = snap(load<f64>(at, 192)) - x0
  const dy2 = snap(load<f64>(at, 200)) - y0
  return dx1 * dy2 - dy1 * dx2
}

// The span of pixels that a row of a triangle covers.
let spanFrom: f64 = 0
let spanTo: f64 = 0

function fillTriangle(batch: usize, a: usize): void {
  const turn = turnOf(a)
  if (turn == 0) return
  const b = a + (turn > 0 ? CORNER : 2 * CORNER)
  const c = a + (turn > 0 ? 2 * CORNER : CORNER)
  const ax = snap(load<f64>(a))
  const ay = snap(load<f64>(a, 8))
  const bx = snap(load<f64>(b))
  const by = snap(load<f64>(b, 8))
  const cx = snap(load<f64>(c))
  const cy = snap(load<f64>(c, 8))
  const top = max<f64>(0, ceil<f64>((min<f64>(min<f64>(ay, by), cy) - 128) / SUB))
  const bottom = min<f64>(f64(height - 1), floor<f64>((max<f64>(max<f64>(ay, by), cy) - 128) / SUB))
  if (top > bottom) return
  const area = abs<f64>(turn)
  const base = load<usize>(batch, BASE)
  const glow = load<usize>(batch, GLOW)
  const dx1 = bx - ax
  const dy1 = by - ay
  const dx2 = cx - ax
  const dy2 = cy - ay
  const za = load<f64>(a, Z * 8)
  const zb = load<f64>(b, Z * 8)
  const zc = load<f64>(c, Z * 8)
  const px = ax / SUB
  const py = ay / SUB
  plane(Z, za, zb, zc, dx1, dy1, dx2, dy2, area, px, py)
  overDistance(SHADE, a, b, c, za, zb, zc, dx1, dy1, dx2, dy2, area, px, py)
  const last = glow != 0 ? EV : U + 1
  for (let k = base != 0 ? U : EU; k <= last; k++)
    overDistance(k, a, b, c, za, zb, zc, dx1, dy1, dx2, dy2, area, px, py)
  if (load<usize>(batch, COLOURS) != 0)
    for (let k = RED; k <= ALPHA; k++)
      overDistance(k, a, b, c, za, zb, zc, dx1, dy1, dx2, dy2, area, px, py)
  const slanted =
    bottom - top > 2 && max<f64>(max<f64>(za, zb), zc) > 1.1 * min<f64>(min<f64>(za, zb), zc)
  const middleX = (ax + bx + cx) / (3 * SUB)
  const middleY = (ay + by + cy) / (3 * SUB)
  let baseLevel = levelAt(base, U, middleX, middleY)
  let glowLevel = levelAt(glow, EU, middleX, middleY)
  for (let y = top; y <= bottom; y++) {
    const middle = y * SUB + 128
    spanFrom = 0
    spanTo = f64(width - 1)
    narrow(ax, ay, bx - ax, by - ay, middle)
    narrow(bx, by, cx - bx, cy - by, middle)
    narrow(cx, cy, ax - cx, ay - cy, middle)
    const from = spanFrom
    const to = spanTo
    if (from > to) continue
    budget -= to - from + 1
    if (budget < 0) return
    if (slanted) {
      const across = (from + to) / 2 + 0.5
      baseLevel = levelAt(base, U, across, y + 0.5)
      glowLevel = levelAt(glow, EU, across, y + 0.5)
    }
    fillRow(batch, baseLevel, glowLevel, i32(y), i32(from), i32(to))
  }
}

// @ts-ignore: decorator
@inline
function narrow(ax: f64, ay: f64, dx: f64, dy: f64, py: f64): void {
  const bias: f64 = dy < 0 || (dy == 0 && dx > 0) ? 0 : 1
  const across = dx * (py - ay) - bias
  if (dy == 0) {
    if (across < 0) spanTo = -1
  } else if (dy < 0) {
    const from = ceil<f64>(((ax - 128) * -dy - across) / (SUB * -dy))
    if (from > spanFrom) spanFrom = from
  } else {
    const to = floor<f64>(((ax - 128) * dy + across) / (SUB * dy))
    if (to < spanTo) spanTo = to
  }
}

// @ts-ignore: decorator
@inline
function plane(
  k: usize,
  va: f64,
  vb: f64,
  vc: f64,
  dx1: f64,
  dy1: f64,
  dx2: f64,
  dy2: f64,
  area: f64,
  px: f64,
  py: f64,
): void {
  const d1 = vb - va
  const d2 = vc - va
  const toRight = ((d1 * dy2 - d2 * dy1) / area) * SUB
  const toDown = ((d2 * dx1 - d1 * dx2) / area) * SUB
  store<f64>(right + k * 8, toRight)
  store<f64>(down + k * 8, toDown)
  store<f64>(origin + k * 8, va - toRight * px - toDown * py)
}

function overDistance(
  k: usize,
  a: usize,
  b: usize,
  c: usize,
  za: f64,
  zb: f64,
  zc: f64,
  dx1: f64,
  dy1: f64,
  dx2: f64,
  dy2: f64,
  area: f64,
  px: f64,
  py: f64,
): void {
  plane(
    k,
    load<f64>(a + k * 8) * za,
    load<f64>(b + k * 8) * zb,
    load<f64>(c + k * 8) * zc,
    dx1,
    dy1,
    dx2,
    dy2,
    area,
    px,
    py,
  )
}

// @ts-ignore: decorator
@inline
function at(k: usize, x: f64, y: f64): f64 {
  return load<f64>(origin + k * 8) + load<f64>(right + k * 8) * x + load<f64>(down + k * 8) * y
}

/** The address of a level (width, height, where its texels lie); 0 without a texture. */
function levelAt(texture: usize, k: usize, x: f64, y: f64): usize {
  if (texture == 0) return 0
  const across = f64(load<u32>(texture, 4))
  const downwards = f64(load<u32>(texture, 8))
  const distance = 1 / at(Z, x, y)
  const u = at(k, x, y) * distance
  const v = at(k + 1, x, y) * distance
  const rz = load<f64>(right, Z * 8)
  const dz = load<f64>(down, Z * 8)
  const ux = (load<f64>(right + k * 8) - u * rz) * distance * across
  const vx = (load<f64>(right + k * 8, 8) - v * rz) * distance * downwards
  const uy = (load<f64>(down + k * 8) - u * dz) * distance * across
  const vy = (load<f64>(down + k * 8, 8) - v * dz) * distance * downwards
  const last = load<u32>(texture) - 1
  let level: u32 = 0
  for (let left = max<f64>(ux * ux + vx * vx, uy * uy + vy * vy); left > 2 && level < last; left *= 0.25) level++
  return texture + 4 + usize(level) * 12
}

// @ts-ignore: decorator
@inline
function wrapped(where: f64, wrap: u32): f64 {
  if (!(where > -1e6 && where < 1e6)) return 0
  if (wrap == REPEAT) return where - floor<f64>(where)
  if (wrap == CLAMP) return where < 0 ? 0 : where > 1 ? 1 : where
  const twice = where - 2 * floor<f64>(where / 2)
  return twice > 1 ? 2 - twice : twice
}

// @ts-ignore: decorator
@inline
function mix(a: u32, b: u32, t: u32): u32 {
  return ((a * (256 - t) + b * t + 0x800080) >> 8) & 0xff00ff
}

// @ts-ignore: decorator
@inline
function sampleTexture(level: usize, wrapS: u32, wrapT: u32, u: f64, v: f64): u32 {
  const across = load<i32>(level)
  const downwards = load<i32>(level, 4)
  const texels = load<usize>(level, 8)
  const x = wrapped(u, wrapS) * f64(across) - 0.5
  const y = wrapped(v, wrapT) * f64(downwards) - 0.5
  const left = floor<f64>(x)
  const top = floor<f64>(y)
  const tx = u32((x - left) * 256)
  const ty = u32((y - top) * 256)
  let x0 = i32(left)
  let y0 = i32(top)
  let x1 = x0 + 1
  let y1 = y0 + 1
  if (x0 < 0) x0 = wrapS == REPEAT ? across - 1 : 0
  if (x1 >= across) x1 = wrapS == REPEAT ? 0 : across - 1
  if (y0 < 0) y0 = wrapT == REPEAT ? downwards - 1 : 0
  if (y1 >= downwards) y1 = wrapT == REPEAT ? 0 : downwards - 1
  const upper = texels + usize(y0 * across) * 4
  const lower = texels + usize(y1 * across) * 4
  const a = load<u32>(upper + usize(x0) * 4)
  const b = load<u32>(upper + usize(x1) * 4)
  const c = load<u32>(lower + usize(x0) * 4)
  const d = load<u32>(lower + usize(x1) * 4)
  if (a == b && a == c && a == d) return a
  const even = mix(mix(a & 0xff00ff, b & 0xff00ff, tx), mix(c & 0xff00ff, d & 0xff00ff, tx), ty)
  const odd = mix(
    mix((a >> 8) & 0xff00ff, (b >> 8) & 0xff00ff, tx),
    mix((c >> 8) & 0xff00ff, (d >> 8) & 0xff00ff, tx),
    ty,
  )
  return even | (odd << 8)
}

// @ts-ignore: decorator
@inline
function byte(value: f64): u32 {
  return value >= 255 ? 255 : value > 0 ? u32(value + 0.5) : 0
}

// @ts-ignore: decorator
@inline
function addLight(a: f64, b: f64): f64 {
  return sqrt<f64>(a * a + b * b)
}

function blend(over: u32, under: u32, alpha: u32): u32 {
  let out: u32 = 0
  for (let shift: u32 = 0; shift < 24; shift += 8) {
    const value = ((over >> shift) & 255) * alpha + ((under >> shift) & 255) * (255 - alpha)
    out |= ((value + 127) / 255) << shift
  }
  return out
}

function fillRow(batch: usize, baseLevel: usize, glowLevel: usize, y: i32, from: i32, to: i32): void {
  const flags = load<u32>(batch, FLAGS)
  const masked = (flags & MASKED) != 0
  const blended = (flags & BLENDED) != 0
  const glows = (flags & GLOWS) != 0
  const coloured = load<usize>(batch, COLOURS) != 0
  const special = masked || blended || glows || coloured
  const baseRed = load<f64>(batch, PAINT_RED)
  const baseGreen = load<f64>(batch, PAINT_GREEN)
  const baseBlue = load<f64>(batch, PAINT_BLUE)
  const baseAlpha = load<f64>(batch, PAINT_ALPHA) * 255
  const wrapS = load<u32>(batch, BASE + 4)
  const wrapT = load<u32>(batch, BASE + 8)
  const mine = load<u32>(batch, OWNER)
  const cx = f64(from) + 0.5
  const cy = f64(y) + 0.5
  let z = at(Z, cx, cy)
  let u: f64 = baseLevel == 0 ? 0 : at(U, cx, cy)
  let v: f64 = baseLevel == 0 ? 0 : at(U + 1, cx, cy)
  let shade = at(SHADE, cx, cy)
  const dz = load<f64>(right, Z * 8)
  const du = load<f64>(right, U * 8)
  const dv = load<f64>(right, U * 8 + 8)
  const dShade = load<f64>(right, SHADE * 8)
  const place = usize(y * width + from)
  let colourAt = colour + place * 4
  let depthAt = depth + place * 4
  let ownerAt = owner + place * 2
  for (
    let x = from;
    x <= to;
    x++, colourAt += 4, depthAt += 4, ownerAt += 2, z += dz, u += du, v += dv, shade += dShade
  ) {
    const near = f32(z)
    const there = load<f32>(depthAt)
    if (near < there) continue
    const distance = 1 / z
    const lit = shade * distance
    let red = baseRed * lit
    let green = baseGreen * lit
    let blue = baseBlue * lit
    let alpha = baseAlpha
    const px = f64(x) + 0.5
    if (coloured) {
      red *= at(RED, px, cy) * distance
      green *= at(GREEN, px, cy) * distance
      blue *= at(BLUE, px, cy) * distance
      alpha *= at(ALPHA, px, cy) * distance
    }
    if (baseLevel == 0) {
      red *= 255
      green *= 255
      blue *= 255
    } else {
      const texel = sampleTexture(baseLevel, wrapS, wrapT, u * distance, v * distance)
      red *= f64(texel & 255)
      green *= f64((texel >> 8) & 255)
      blue *= f64((texel >> 16) & 255)
      if (masked || blended) alpha *= f64(texel >> 24) / 255
    }
    if (special) {
      if (masked && alpha < load<f64>(batch, CUTOFF)) continue
      if (glows) {
        const texel =
          glowLevel == 0
            ? u32(-1)
            : sampleTexture(
                glowLevel,
                load<u32>(batch, GLOW + 4),
                load<u32>(batch, GLOW + 8),
                at(EU, px, cy) * distance,
                at(EV, px, cy) * distance,
              )
        red = addLight(red, load<f64>(batch, GLOW_RED) * f64(texel & 255))
        green = addLight(green, load<f64>(batch, GLOW_GREEN) * f64((texel >> 8) & 255))
        blue = addLight(blue, load<f64>(batch, GLOW_BLUE) * f64((texel >> 16) & 255))
      }
    }
    let packed = byte(red) | (byte(green) << 8) | (byte(blue) << 16)
    if (!blended) {
      if (near == there && packed < load<u32>(colourAt)) continue
      store<f32>(depthAt, near)
      store<u32>(colourAt, packed)
      store<u16>(ownerAt, mine)
    } else {
      packed = blend(packed, load<u32>(colourAt), byte(alpha))
      store<u32>(colourAt, packed)
      if (alpha >= 127.5) store<u16>(ownerAt, mine)
    }
  }
}
