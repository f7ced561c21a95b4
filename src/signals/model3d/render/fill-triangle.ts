import type { MipLevel, MipTexture } from './build-mips.ts'
import type { Canvas } from './canvas.ts'
import type { Paint } from './paint.ts'
import { mipFor, sampleTexture } from './sample-texture.ts'

/** Numbers a corner: x, y in pixels, 1/distance, then u, v, emissive u, v, shade, red, green, blue, alpha. */
export const STRIDE = 12
const [X, Y, Z, U, V, EU, EV, SHADE, RED, GREEN, BLUE, ALPHA] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
] as const
/** Corners are moved to 1/256 of a pixel, so that edges are whole numbers: exact, without cracks or double pixels. */
const SUB = 256

// Of each number / distance: its value at pixel (0, 0) and its steps to the right and down.
const origin = new Float64Array(STRIDE)
const right = new Float64Array(STRIDE)
const down = new Float64Array(STRIDE)

/** Twice the signed area in 1/256 pixels, as the triangle will be drawn: positive where it turns clockwise on the screen. */
export function turnOf(corners: Float64Array): number {
  const x0 = snap(corners[X]!)
  const y0 = snap(corners[Y]!)
  const dx1 = snap(corners[STRIDE + X]!) - x0
  const dy1 = snap(corners[STRIDE + Y]!) - y0
  const dx2 = snap(corners[2 * STRIDE + X]!) - x0
  const dy2 = snap(corners[2 * STRIDE + Y]!) - y0
  return dx1 * dy2 - dy1 * dx2
}

/**
 * Draws one triangle of `corners` (3 × STRIDE, inside the guard band of clipTriangle): nearest wins; of two at exactly
 * the same depth the larger colour, so that the order of triangles does not matter. What is drawn counts against the
 * canvas's budget.
 */
export function fillTriangle(canvas: Canvas, paint: Paint, corners: Float64Array): void {
  const turn = turnOf(corners)
  if (turn === 0) return
  const a = 0
  const b = turn > 0 ? STRIDE : 2 * STRIDE
  const c = turn > 0 ? 2 * STRIDE : STRIDE
  const ax = snap(corners[a + X]!)
  const ay = snap(corners[a + Y]!)
  const bx = snap(corners[b + X]!)
  const by = snap(corners[b + Y]!)
  const cx = snap(corners[c + X]!)
  const cy = snap(corners[c + Y]!)
  const top = Math.max(0, Math.ceil((Math.min(ay, by, cy) - 128) / SUB))
  const bottom = Math.min(canvas.height - 1, Math.floor((Math.max(ay, by, cy) - 128) / SUB))
  if (top > bottom) return
  const area = Math.abs(turn)
  const textured = paint.base !== undefined
  const glowing = paint.emissive !== undefined
  plane(corners, Z, ax, ay, bx - ax, by - ay, cx - ax, cy - ay, b, c, area, false)
  plane(corners, SHADE, ax, ay, bx - ax, by - ay, cx - ax, cy - ay, b, c, area, true)
  for (let k = textured ? U : EU; k <= (glowing ? EV : V); k++)
    plane(corners, k, ax, ay, bx - ax, by - ay, cx - ax, cy - ay, b, c, area, true)
  if (paint.coloured)
    for (let k = RED; k <= ALPHA; k++)
      plane(corners, k, ax, ay, bx - ax, by - ay, cx - ax, cy - ay, b, c, area, true)
  const za = corners[Z]!
  const zb = corners[STRIDE + Z]!
  const zc = corners[2 * STRIDE + Z]!
  // Where the distance hardly changes over a triangle, one level of the textures serves all its rows.
  const slanted = bottom - top > 2 && Math.max(za, zb, zc) > 1.1 * Math.min(za, zb, zc)
  const middleX = (ax + bx + cx) / (3 * SUB)
  const middleY = (ay + by + cy) / (3 * SUB)
  let baseLevel = levelAt(paint.base, U, middleX, middleY)
  let glowLevel = levelAt(paint.emissive, EU, middleX, middleY)
  for (let y = top; y <= bottom; y++) {
    const py = y * SUB + 128
    span[0] = 0
    span[1] = canvas.width - 1
    narrow(ax, ay, bx - ax, by - ay, py)
    narrow(bx, by, cx - bx, cy - by, py)
    narrow(cx, cy, ax - cx, ay - cy, py)
    const from = span[0]!
    const to = span[1]!
    if (from > to) continue
    canvas.budget -= to - from + 1
    if (canvas.budget < 0) return
    if (slanted) {
      const middle = (from + to) / 2 + 0.5
      baseLevel = levelAt(paint.base, U, middle, y + 0.5)
      glowLevel = levelAt(paint.emissive, EU, middle, y + 0.5)
    }
    fillRow(canvas, paint, baseLevel, glowLevel, y, from, to)
  }
}

const span = new Float64Array(2)

/** Cuts the span of pixels to those on the inner side of one edge; on it, to those of top and left edges. */
function narrow(ax: number, ay: number, dx: number, dy: number, py: number): void {
  const bias = dy < 0 || (dy === 0 && dx > 0) ? 0 : 1
  const across = dx * (py - ay) - bias
  if (dy === 0) {
    if (across < 0) span[1] = -1
  } else if (dy < 0) {
    const from = Math.ceil(((ax - 128) * -dy - across) / (SUB * -dy))
    if (from > span[0]!) span[0] = from
  } else {
    const to = Math.floor(((ax - 128) * dy + across) / (SUB * dy))
    if (to < span[1]!) span[1] = to
  }
}

function plane(
  corners: Float64Array,
  k: number,
  ax: number,
  ay: number,
  dx1: number,
  dy1: number,
  dx2: number,
  dy2: number,
  b: number,
  c: number,
  area: number,
  overDistance: boolean,
): void {
  const va = corners[k]! * (overDistance ? corners[Z]! : 1)
  const d1 = corners[b + k]! * (overDistance ? corners[b + Z]! : 1) - va
  const d2 = corners[c + k]! * (overDistance ? corners[c + Z]! : 1) - va
  const toRight = ((d1 * dy2 - d2 * dy1) / area) * SUB
  const toDown = ((d2 * dx1 - d1 * dx2) / area) * SUB
  right[k] = toRight
  down[k] = toDown
  origin[k] = va - toRight * (ax / SUB) - toDown * (ay / SUB)
}

function at(k: number, x: number, y: number): number {
  return origin[k]! + right[k]! * x + down[k]! * y
}

function levelAt(texture: MipTexture | undefined, k: number, x: number, y: number): MipLevel | undefined {
  if (texture === undefined) return undefined
  const { width, height } = texture.levels[0]!
  const distance = 1 / at(Z, x, y)
  const u = at(k, x, y) * distance
  const v = at(k + 1, x, y) * distance
  const ux = (right[k]! - u * right[Z]!) * distance * width
  const vx = (right[k + 1]! - v * right[Z]!) * distance * height
  const uy = (down[k]! - u * down[Z]!) * distance * width
  const vy = (down[k + 1]! - v * down[Z]!) * distance * height
  return mipFor(texture, Math.max(ux * ux + vx * vx, uy * uy + vy * vy))
}

function fillRow(
  canvas: Canvas,
  paint: Paint,
  baseLevel: MipLevel | undefined,
  glowLevel: MipLevel | undefined,
  y: number,
  from: number,
  to: number,
): void {
  const { colour, depth, owner } = canvas
  const { base, emissive, alphaMode, coloured, glows } = paint
  const masked = alphaMode === 'mask'
  const blended = alphaMode === 'blend'
  const { red: baseRed, green: baseGreen, blue: baseBlue, cutoff } = paint
  const baseAlpha = paint.alpha * 255
  const cx = from + 0.5
  const cy = y + 0.5
  let z = at(Z, cx, cy)
  let u = base === undefined ? 0 : at(U, cx, cy)
  let v = base === undefined ? 0 : at(V, cx, cy)
  let shade = at(SHADE, cx, cy)
  const dz = right[Z]!
  const du = right[U]!
  const dv = right[V]!
  const dShade = right[SHADE]!
  let place = y * canvas.width + from
  for (let x = from; x <= to; x++, place++, z += dz, u += du, v += dv, shade += dShade) {
    const near = Math.fround(z)
    if (near < depth[place]!) continue
    const distance = 1 / z
    const lit = shade * distance
    let red = baseRed * lit
    let green = baseGreen * lit
    let blue = baseBlue * lit
    let alpha = baseAlpha
    if (coloured) {
      red *= at(RED, x + 0.5, cy) * distance
      green *= at(GREEN, x + 0.5, cy) * distance
      blue *= at(BLUE, x + 0.5, cy) * distance
      alpha *= at(ALPHA, x + 0.5, cy) * distance
    }
    if (base === undefined) {
      red *= 255
      green *= 255
      blue *= 255
    } else {
      const texel = sampleTexture(baseLevel!, base.wrapS, base.wrapT, u * distance, v * distance)
      red *= texel & 255
      green *= (texel >> 8) & 255
      blue *= (texel >> 16) & 255
      if (masked || blended) alpha *= (texel >>> 24) / 255
    }
    if (masked && alpha < cutoff) continue
    if (glows) {
      const texel =
        emissive === undefined
          ? -1
          : sampleTexture(
              glowLevel!,
              emissive.wrapS,
              emissive.wrapT,
              at(EU, x + 0.5, cy) * distance,
              at(EV, x + 0.5, cy) * distance,
            )
      red = addLight(red, paint.emissiveRed * (texel & 255))
      green = addLight(green, paint.emissiveGreen * ((texel >> 8) & 255))
      blue = addLight(blue, paint.emissiveBlue * ((texel >> 16) & 255))
    }
    let packed = byte(red) | (byte(green) << 8) | (byte(blue) << 16)
    if (!blended) {
      // Of two surfaces in the very same place the larger colour shows, whichever was drawn first.
      if (near === depth[place]! && packed < colour[place]!) continue
      depth[place] = near
      colour[place] = packed
      owner[place] = paint.owner
    } else {
      packed = blend(packed, colour[place]!, byte(alpha))
      colour[place] = packed
      if (alpha >= 127.5) owner[place] = paint.owner
    }
  }
}

/** Light adds up in linear values, which the squares of stored ones nearly are. */
function addLight(a: number, b: number): number {
  return Math.sqrt(a * a + b * b)
}

function byte(value: number): number {
  return value >= 255 ? 255 : value > 0 ? (value + 0.5) | 0 : 0
}

function blend(over: number, under: number, alpha: number): number {
  let out = 0
  for (let shift = 0; shift < 24; shift += 8) {
    const value = ((over >> shift) & 255) * alpha + ((under >> shift) & 255) * (255 - alpha)
    out |= ((value + 127) / 255) << shift
  }
  return out
}

function snap(pixels: number): number {
  return Math.floor(pixels * SUB + 0.5)
}
