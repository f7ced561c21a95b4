import type { Direction } from './directions.ts'
import type { Batch } from './pose-scene.ts'
import type { Bounds } from './robust-bounds.ts'

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

/** The nearest camera that has all of the item inside the frame, as far as it lies inside the bounds. */
export function placeCamera(batches: readonly Batch[], bounds: Bounds, direction: Direction): Camera {
  const { min, max } = bounds
  const { right, up, back } = direction
  const target = [0, 1, 2].map((axis) => (min[axis]! + max[axis]!) / 2) as [number, number, number]
  let distance = 0
  let radius = 0
  for (const { positions, indices } of batches)
    for (const index of indices) {
      const at = 3 * index
      if (at + 2 >= positions.length) continue
      const x = clamp(positions[at]!, min[0], max[0]) - target[0]
      const y = clamp(positions[at + 1]!, min[1], max[1]) - target[1]
      const z = clamp(positions[at + 2]!, min[2], max[2]) - target[2]
      const across = Math.abs(x * right[0] + y * right[1] + z * right[2])
      const upwards = Math.abs(x * up[0] + y * up[1] + z * up[2])
      const towards = x * back[0] + y * back[1] + z * back[2]
      const needs = towards + Math.max(across, upwards) / (HALF_FIELD * FILL)
      if (needs > distance) distance = needs
      if (towards > radius) radius = towards
    }
  // Something without extent (one point) still has to be looked at from somewhere.
  if (!(distance > 0)) distance = 1
  return { direction, target, distance, near: Math.max((distance - radius) * 0.2, distance * 1e-4) }
}

function clamp(value: number, min: number, max: number): number {
  return value >= min ? (value <= max ? value : max) : min
}
