import type { Canvas } from './canvas.ts'
import { beyond, clipTriangle } from './clip-triangle.ts'
import { fillTriangle, STRIDE, turnOf } from './fill-triangle.ts'
import type { Paint } from './paint.ts'
import { type Camera, HALF_FIELD } from './place-camera.ts'
import type { Batch } from './pose-scene.ts'

/** Which sides of a triangle are drawn: as its material says, both, or only those turned away (an item's inside). */
export type Sides = 'material' | 'both' | 'inner'

/** One batch in a camera's space, 4 numbers a vertex: across and up (half fields), distance, shade. */
export interface Seen {
  readonly batch: Batch
  readonly paint: Paint
  readonly vertices: Float64Array
}

const AMBIENT = 0.4
const corners = new Float64Array(3 * STRIDE)

/** Moves a batch before the camera and lights it by a lamp on it: both faces alike, never darker than AMBIENT. */
export function seeBatch(batch: Batch, paint: Paint, camera: Camera): Seen {
  const { right, up, back } = camera.direction
  const { positions, normals } = batch
  const count = Math.floor(positions.length / 3)
  const vertices = new Float64Array(4 * count)
  for (let v = 0; v < count; v++) {
    const x = positions[3 * v]! - camera.target[0]
    const y = positions[3 * v + 1]! - camera.target[1]
    const z = positions[3 * v + 2]! - camera.target[2]
    const across = x * right[0] + y * right[1] + z * right[2]
    const upwards = x * up[0] + y * up[1] + z * up[2]
    const distance = camera.distance - (x * back[0] + y * back[1] + z * back[2])
    vertices[4 * v] = across / HALF_FIELD
    vertices[4 * v + 1] = upwards / HALF_FIELD
    vertices[4 * v + 2] = distance
    vertices[4 * v + 3] = -1
    if (normals === undefined) continue
    const nx = normals[3 * v]!
    const ny = normals[3 * v + 1]!
    const nz = normals[3 * v + 2]!
    if (nx === 0 && ny === 0 && nz === 0) continue
    const facing =
      (nx * back[0] + ny * back[1] + nz * back[2]) * distance -
      (nx * right[0] + ny * right[1] + nz * right[2]) * across -
      (nx * up[0] + ny * up[1] + nz * up[2]) * upwards
    const away = Math.sqrt(distance * distance + across * across + upwards * upwards)
    vertices[4 * v + 3] = shadeOf(facing / away)
  }
  return { batch, paint, vertices }
}

/** Draws the triangle whose first index stands at `first`, cut to what can be seen. */
export function drawTriangle(canvas: Canvas, seen: Seen, first: number, near: number, sides: Sides): void {
  const { batch, vertices } = seen
  const { indices, baseUvs, emissiveUvs, colours } = batch
  let flat = -1
  let any = 0
  let all = 31
  for (let k = 0; k < 3; k++) {
    const index = indices[first + k]!
    const at = 4 * index
    const to = k * STRIDE
    const x = vertices[at]!
    const y = vertices[at + 1]!
    const distance = vertices[at + 2]!
    // Past the end of the vertices, or not finite.
    if (!(x - x === 0 && y - y === 0 && distance - distance === 0)) return
    const out = beyond(x, y, distance, near)
    any |= out
    all &= out
    corners[to] = x
    corners[to + 1] = y
    corners[to + 2] = distance
    if (baseUvs !== undefined) {
      corners[to + 3] = finite(baseUvs[2 * index]!)
      corners[to + 4] = finite(baseUvs[2 * index + 1]!)
    }
    if (emissiveUvs !== undefined) {
      corners[to + 5] = finite(emissiveUvs[2 * index]!)
      corners[to + 6] = finite(emissiveUvs[2 * index + 1]!)
    }
    let shade = vertices[at + 3]!
    if (shade < 0) {
      if (flat < 0) flat = flatShade(vertices, indices, first)
      shade = flat
    }
    corners[to + 7] = shade
    if (colours !== undefined)
      for (let c = 0; c < 4; c++) corners[to + 8 + c] = finite(colours[4 * index + c]!)
  }
  if (all !== 0) return
  if (any === 0) {
    project(corners, canvas)
    if (isWanted(batch, corners, sides)) fillTriangle(canvas, seen.paint, corners)
    return
  }
  const polygon = clipTriangle(corners, near)
  project(polygon, canvas)
  for (let k = 2; k * STRIDE < polygon.length; k++) {
    corners.set(polygon.subarray(0, STRIDE), 0)
    corners.set(polygon.subarray((k - 1) * STRIDE, (k + 1) * STRIDE), STRIDE)
    if (isWanted(batch, corners, sides)) fillTriangle(canvas, seen.paint, corners)
  }
}

function shadeOf(cosine: number): number {
  return AMBIENT + (1 - AMBIENT) * Math.min(1, Math.abs(cosine))
}

function finite(value: number): number {
  return value - value === 0 ? value : 0
}

/** Where the corners carry no normals, the face's own. */
function flatShade(vertices: Float64Array, indices: Uint32Array, first: number): number {
  const point = (k: number): [number, number, number] => {
    const at = 4 * indices[first + k]!
    return [vertices[at]! * HALF_FIELD, vertices[at + 1]! * HALF_FIELD, vertices[at + 2]!]
  }
  const a = point(0)
  const b = point(1)
  const c = point(2)
  const ux = b[0] - a[0]
  const uy = b[1] - a[1]
  const uz = b[2] - a[2]
  const vx = c[0] - a[0]
  const vy = c[1] - a[1]
  const vz = c[2] - a[2]
  const nx = uy * vz - uz * vy
  const ny = uz * vx - ux * vz
  const nz = ux * vy - uy * vx
  const mx = a[0] + b[0] + c[0]
  const my = a[1] + b[1] + c[1]
  const mz = a[2] + b[2] + c[2]
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz) * Math.sqrt(mx * mx + my * my + mz * mz)
  return length > 0 ? shadeOf((nx * mx + ny * my + nz * mz) / length) : 1
}

/** From the camera's space to pixels and 1 / distance. */
function project(polygon: Float64Array, canvas: Canvas): void {
  for (let at = 0; at < polygon.length; at += STRIDE) {
    const inverse = 1 / polygon[at + 2]!
    polygon[at] = (1 + polygon[at]! * inverse) * (canvas.width / 2)
    polygon[at + 1] = (1 - polygon[at + 1]! * inverse) * (canvas.height / 2)
    polygon[at + 2] = inverse
  }
}

/** glTF's fronts turn counter-clockwise as they are seen; a mirrored node's the other way. */
function isWanted(batch: Batch, triangle: Float64Array, sides: Sides): boolean {
  if (sides === 'both' || (sides === 'material' && batch.material.doubleSided)) return true
  const front = turnOf(triangle) < 0 !== batch.mirrored
  return sides === 'inner' ? !front : front
}
