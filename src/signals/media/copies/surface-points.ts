import type { Surface } from './surface.ts'

/** Small pieces of a surface: x y z of each one's middle, and its area. */
export interface SurfacePoints {
  readonly points: Float64Array
  readonly areas: Float64Array
  readonly area: number
}

/** No more pieces than about this many; a surface that needs more is cut coarser. */
const MOST_PIECES = 60_000

/**
 * Cuts a surface into pieces no longer than `side` times its own size, so that sums over the pieces hardly depend on how
 * the surface was cut into triangles. Undefined where there is no area, or a corner is not a number.
 */
export function surfacePoints(surface: Surface, side: number): SurfacePoints | undefined {
  const corners = cornersOf(surface)
  if (corners === undefined) return undefined
  const size = sizeOf(corners)
  if (size === undefined) return undefined
  let longest = side * size
  while (piecesOf(corners, longest) > MOST_PIECES && longest < 4 * size) longest *= 1.3
  return cut(corners, longest)
}

/** Nine numbers a triangle. */
function cornersOf(surface: Surface): Float64Array | undefined {
  const count = surface.reduce((sum, { triangles }) => sum + Math.floor(triangles.length / 3), 0)
  const out = new Float64Array(9 * count)
  let to = 0
  for (const { positions, triangles } of surface)
    for (let first = 0; first + 2 < triangles.length; first += 3)
      for (let k = 0; k < 3; k++) {
        const at = 3 * triangles[first + k]!
        for (let axis = 0; axis < 3; axis++) {
          const value = positions[at + axis]
          if (value === undefined || !Number.isFinite(value)) return undefined
          out[to++] = value
        }
      }
  return out
}

/** Root of the mean square distance from the middle, by area; undefined where there is no area. */
function sizeOf(c: Float64Array): number | undefined {
  const sums = [0, 0, 0]
  let square = 0
  let area = 0
  for (let at = 0; at < c.length; at += 9) {
    const weight = areaOf(c, at)
    area += weight
    for (let axis = 0; axis < 3; axis++) {
      const [p, q, r] = [c[at + axis]!, c[at + 3 + axis]!, c[at + 6 + axis]!]
      sums[axis]! += (weight * (p + q + r)) / 3
      square += (weight * (p * p + q * q + r * r + p * q + q * r + r * p)) / 6
    }
  }
  const mean = square / area - sums.reduce((sum, value) => sum + (value / area) ** 2, 0)
  return area > 0 && mean > 0 && Number.isFinite(mean) ? Math.sqrt(mean) : undefined
}

function areaOf(c: Float64Array, at: number): number {
  const [ux, uy, uz] = [c[at + 3]! - c[at]!, c[at + 4]! - c[at + 1]!, c[at + 5]! - c[at + 2]!]
  const [vx, vy, vz] = [c[at + 6]! - c[at]!, c[at + 7]! - c[at + 1]!, c[at + 8]! - c[at + 2]!]
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
  return Math.sqrt(x * x + y * y + z * z) / 2
}

function edge(c: ArrayLike<number>, a: number, b: number): number {
  return Math.sqrt((c[a]! - c[b]!) ** 2 + (c[a + 1]! - c[b + 1]!) ** 2 + (c[a + 2]! - c[b + 2]!) ** 2)
}

function piecesOf(c: Float64Array, longest: number): number {
  let pieces = 0
  for (let at = 0; at < c.length; at += 9) {
    const most = Math.max(edge(c, at, at + 3), edge(c, at + 3, at + 6), edge(c, at + 6, at))
    const height = most > 0 ? (2 * areaOf(c, at)) / most : 0
    pieces += Math.max(1, (1.5 * most) / longest) * Math.max(1, (1.5 * height) / longest)
  }
  return pieces
}

function cut(corners: Float64Array, longest: number): SurfacePoints {
  const points: number[] = []
  const areas: number[] = []
  let area = 0
  const stack = new Float64Array(9 * 128)
  for (let at = 0; at < corners.length; at += 9) {
    stack.set(corners.subarray(at, at + 9))
    let depth = 1
    while (depth > 0) {
      const top = 9 * (depth - 1)
      const [ab, bc, ca] = [
        edge(stack, top, top + 3),
        edge(stack, top + 3, top + 6),
        edge(stack, top + 6, top),
      ]
      const most = Math.max(ab, bc, ca)
      if (most <= longest || depth >= 126) {
        const weight = areaOf(stack, top)
        depth--
        if (!(weight > 0)) continue
        area += weight
        areas.push(weight)
        for (let axis = 0; axis < 3; axis++)
          points.push((stack[top + axis]! + stack[top + 3 + axis]! + stack[top + 6 + axis]!) / 3)
        continue
      }
      // The longest edge is halved: from `from` to `to`, with `apex` across.
      const [from, to, apex] = most === ab ? [0, 3, 6] : most === bc ? [3, 6, 0] : [6, 0, 3]
      const next = top + 9
      for (let axis = 0; axis < 3; axis++) {
        const [p, q, r] = [stack[top + from + axis]!, stack[top + to + axis]!, stack[top + apex + axis]!]
        const middle = (p + q) / 2
        stack[next + axis] = middle
        stack[next + 3 + axis] = q
        stack[next + 6 + axis] = r
        stack[top + axis] = p
        stack[top + 3 + axis] = middle
        stack[top + 6 + axis] = r
      }
      depth++
    }
  }
  return { points: Float64Array.from(points), areas: Float64Array.from(areas), area }
}
