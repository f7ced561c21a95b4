import type { Direction } from './directions.ts'
import type { Batch } from './pose-scene.ts'
import type { Bounds } from './robust-bounds.ts'
import { usedVertices } from './used-vertices.ts'

/** A camera of 30° across that looks at `target` from `distance` along the direction's back. */
export interface Camera {
  readonly direction: Direction
  readonly target: readonly [number, number, number]
  readonly distance: number
  /** What is nearer than this to the camera is clipped. */
  readonly near: number
}

/** tan 15°, written out. */
export const HALF_FIELD = 0.2679491924311227
/** The share of the frame's half that the item may fill. */
const FILL = 0.94

/**
 * The nearest camera that has all of the item inside the frame, as far as it lies inside the bounds. A point fits if
 * distance ≥ towards + |across - shift| / t, so the extremes of t × towards ± across give shift and distance at once.
 */
export function placeCamera(batches: readonly Batch[], bounds: Bounds, direction: Direction): Camera {
  const { min, max } = bounds
  const { right, up, back } = direction
  const middle = [0, 1, 2].map((axis) => (min[axis]! + max[axis]!) / 2) as [number, number, number]
  const t = HALF_FIELD * FILL
  const far = Number.NEGATIVE_INFINITY
  let [toRight, toLeft, toTop, toBottom, nearest] = [far, far, far, far, far]
  for (const batch of batches) {
    const { positions } = batch
    for (const vertex of usedVertices(batch)) {
      const at = 3 * vertex
      const x = clamp(positions[at]!, min[0], max[0]) - middle[0]
      const y = clamp(positions[at + 1]!, min[1], max[1]) - middle[1]
      const z = clamp(positions[at + 2]!, min[2], max[2]) - middle[2]
      const across = x * right[0] + y * right[1] + z * right[2]
      const upwards = x * up[0] + y * up[1] + z * up[2]
      const towards = x * back[0] + y * back[1] + z * back[2]
      if (t * towards + across > toRight) toRight = t * towards + across
      if (t * towards - across > toLeft) toLeft = t * towards - across
      if (t * towards + upwards > toTop) toTop = t * towards + upwards
      if (t * towards - upwards > toBottom) toBottom = t * towards - upwards
      if (towards > nearest) nearest = towards
    }
  }
  let distance = Math.max(toRight + toLeft, toTop + toBottom) / (2 * t)
  // Something without extent (one point) still has to be looked at from somewhere.
  if (!(distance > nearest)) distance = (nearest === far ? 0 : nearest) + 1
  const shiftRight = toRight === far ? 0 : (toRight - toLeft) / 2
  const shiftUp = toTop === far ? 0 : (toTop - toBottom) / 2
  const target = middle.map((value, k) => value + shiftRight * right[k]! + shiftUp * up[k]!) as [
    number,
    number,
    number,
  ]
  const gap = distance - Math.max(nearest, 0)
  return { direction, target, distance, near: Math.max(gap * 0.2, Math.abs(distance) * 1e-4) }
}

function clamp(value: number, min: number, max: number): number {
  return value >= min ? (value <= max ? value : max) : min
}
