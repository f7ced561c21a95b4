import type { Batch } from '../render/pose-scene.ts'
import { type Boxes, triangleBoxes } from '../render/triangle-boxes.ts'
import type { Vector } from './vector.ts'

/** Where a ray meets a triangle. */
export interface Hit {
  readonly batch: number
  /** Place of the triangle's first index. */
  readonly first: number
  /** Of the second and third corner, 0 to 1. */
  readonly u: number
  readonly v: number
  /** Along the ray, in lengths of its direction. */
  readonly distance: number
  /** Whether the ray leaves by the side at which the triangle turns counter-clockwise. */
  readonly front: boolean
}

/** Triangles sorted by place. */
export interface RayTree {
  /** Calls `hit` for every triangle that a ray meets between 0 and `most`, in no order; the hit is only valid in the call. */
  cast(from: Vector, direction: Vector, most: number, hit: (hit: Hit) => void): void
}

const LEAF = 8
const DEEPEST = 48

/** Sorts the triangles of batches into boxes within boxes; those that are not finite are left out. */
export function rayTree(batches: readonly Batch[]): RayTree {
  const boxes = triangleBoxes(batches)
  const order = Uint32Array.from({ length: boxes.count }, (_, i) => i).filter((i) => boxes.finite[i] === 1)
  const { from, to } = boxes
  // Of each node: box, then where its children or its triangles are.
  const bounds: number[] = []
  const links: number[] = []

  function build(start: number, end: number, depth: number): number {
    const node = links.length / 3
    const box = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]
    for (let k = start; k < end; k++)
      for (let axis = 0; axis < 3; axis++) {
        box[axis] = Math.min(box[axis]!, from[3 * order[k]! + axis]!)
        box[3 + axis] = Math.max(box[3 + axis]!, to[3 * order[k]! + axis]!)
      }
    for (const value of box) bounds.push(value)
    links.push(start, end, -1)
    if (end - start <= LEAF || depth >= DEEPEST) return node
    const middle = divide(start, end, box)
    build(start, middle, depth + 1)
    links[3 * node + 2] = build(middle, end, depth + 1)
    return node
  }

  /** Sorts the longest axis' lower half before the other; in half where all lie on one side. */
  function divide(start: number, end: number, box: readonly number[]): number {
    const sizes = [0, 1, 2].map((axis) => box[3 + axis]! - box[axis]!)
    const axis = sizes.indexOf(Math.max(...sizes))
    const half = box[axis]! + box[3 + axis]!
    let low = start
    for (let k = start; k < end; k++) {
      const i = order[k]!
      if (from[3 * i + axis]! + to[3 * i + axis]! >= half) continue
      order[k] = order[low]!
      order[low++] = i
    }
    return low === start || low === end ? (start + end) >> 1 : low
  }

  if (order.length > 0) build(0, order.length, 0)
  const nodeBoxes = Float64Array.from(bounds)
  const nodeLinks = Int32Array.from(links)
  const corners = packed(batches, boxes, order)
  const stack = new Int32Array(2 * DEEPEST + 2)
  const met = { batch: 0, first: 0, u: 0, v: 0, distance: 0, front: false }

  return {
    cast(origin, direction, most, hit) {
      let depth = 0
      if (nodeLinks.length > 0) stack[depth++] = 0
      while (depth > 0) {
        const node = stack[--depth]!
        if (!meets(nodeBoxes, 6 * node, origin, direction, most)) continue
        const right = nodeLinks[3 * node + 2]!
        if (right >= 0) {
          stack[depth++] = right
          stack[depth++] = node + 1
          continue
        }
        for (let k = nodeLinks[3 * node]!; k < nodeLinks[3 * node + 1]!; k++) {
          if (!meet(corners, 9 * k, origin, direction, most, met)) continue
          met.batch = boxes.batch[order[k]!]!
          met.first = boxes.first[order[k]!]!
          hit(met)
        }
      }
    },
  }
}

/** Of each triangle in order a corner and the two edges from it. */
function packed(batches: readonly Batch[], boxes: Boxes, order: Uint32Array): Float64Array {
  const out = new Float64Array(9 * order.length)
  for (const [k, i] of order.entries()) {
    const { positions, indices } = batches[boxes.batch[i]!]!
    const first = boxes.first[i]!
    for (let axis = 0; axis < 3; axis++) {
      const a = positions[3 * indices[first]! + axis]!
      out[9 * k + axis] = a
      out[9 * k + 3 + axis] = positions[3 * indices[first + 1]! + axis]! - a
      out[9 * k + 6 + axis] = positions[3 * indices[first + 2]! + axis]! - a
    }
  }
  return out
}

function meets(box: Float64Array, at: number, origin: Vector, direction: Vector, most: number): boolean {
  let near = 0
  let far = most
  for (let axis = 0; axis < 3; axis++) {
    const d = direction[axis]!
    const low = box[at + axis]! - origin[axis]!
    const high = box[at + 3 + axis]! - origin[axis]!
    if (d === 0) {
      if (low > 0 || high < 0) return false
      continue
    }
    const one = low / d
    const other = high / d
    const first = one < other ? one : other
    const last = one < other ? other : one
    if (first > near) near = first
    if (last < far) far = last
    if (near > far * (1 + 1e-12) + 1e-12) return false
  }
  return true
}

/** Möller and Trumbore, 1997. */
function meet(
  c: Float64Array,
  at: number,
  origin: Vector,
  direction: Vector,
  most: number,
  out: { u: number; v: number; distance: number; front: boolean },
): boolean {
  const ex = c[at + 3]!
  const ey = c[at + 4]!
  const ez = c[at + 5]!
  const fx = c[at + 6]!
  const fy = c[at + 7]!
  const fz = c[at + 8]!
  const dx = direction[0]
  const dy = direction[1]
  const dz = direction[2]
  const px = dy * fz - dz * fy
  const py = dz * fx - dx * fz
  const pz = dx * fy - dy * fx
  const turn = ex * px + ey * py + ez * pz
  if (turn === 0) return false
  const tx = origin[0] - c[at]!
  const ty = origin[1] - c[at + 1]!
  const tz = origin[2] - c[at + 2]!
  const u = (tx * px + ty * py + tz * pz) / turn
  if (!(u >= 0 && u <= 1)) return false
  const qx = ty * ez - tz * ey
  const qy = tz * ex - tx * ez
  const qz = tx * ey - ty * ex
  const v = (dx * qx + dy * qy + dz * qz) / turn
  if (!(v >= 0 && u + v <= 1)) return false
  const distance = (fx * qx + fy * qy + fz * qz) / turn
  if (!(distance >= 0 && distance <= most)) return false
  out.u = u
  out.v = v
  out.distance = distance
  out.front = turn < 0
  return true
}
