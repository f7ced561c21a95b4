import type { Batch } from './pose-scene.ts'
import { usedVertices } from './used-vertices.ts'

/** The box that a camera looks at. */
export interface Bounds {
  readonly min: readonly [number, number, number]
  readonly max: readonly [number, number, number]
  /** Share 0..1 of the vertices outside of the box: a few far ones would otherwise make the item one pixel. */
  readonly outside: number
}

// An axis is cut where its whole extent is more than `stretch` times that of its vertices between two shares.
const CUTS = [
  { share: 0.01, stretch: 2 },
  { share: 0.12, stretch: 8 },
]
const MARGIN = 0.1

/**
 * The box of all vertices in use; on an axis that a few stray vertices stretch past twice the middle 98 %
 * (or 8 times the middle 76 %), that middle and a margin. Vertices that are not finite do not count. Null where nothing is left.
 */
export function robustBounds(batches: readonly Batch[]): Bounds | null {
  const points = usedPoints(batches)
  if (points.length === 0) return null
  const count = points.length / 3
  const min: [number, number, number] = [0, 0, 0]
  const max: [number, number, number] = [0, 0, 0]
  for (let axis = 0; axis < 3; axis++) {
    const values = new Float32Array(count)
    for (let i = 0; i < count; i++) values[i] = points[3 * i + axis]!
    values.sort()
    const least = values[0]!
    const most = values[count - 1]!
    min[axis] = least
    max[axis] = most
    for (const { share, stretch } of CUTS) {
      const from = values[Math.floor(share * (count - 1))]!
      const to = values[Math.ceil((1 - share) * (count - 1))]!
      const middle = to - from
      if (!(middle > 0 && most - least > stretch * middle)) continue
      min[axis] = Math.max(least, from - MARGIN * middle)
      max[axis] = Math.min(most, to + MARGIN * middle)
      break
    }
  }
  let outside = 0
  for (let i = 0; i < count; i++)
    for (let axis = 0; axis < 3; axis++) {
      const value = points[3 * i + axis]!
      if (value >= min[axis]! && value <= max[axis]!) continue
      outside++
      break
    }
  return { min, max, outside: outside / count }
}

function usedPoints(batches: readonly Batch[]): Float32Array {
  const most = batches.reduce((sum, { positions }) => sum + positions.length, 0)
  const points = new Float32Array(most)
  let count = 0
  for (const batch of batches) {
    const { positions } = batch
    for (const v of usedVertices(batch)) {
      const x = positions[3 * v]!
      const y = positions[3 * v + 1]!
      const z = positions[3 * v + 2]!
      if (!(Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z))) continue
      points[count++] = x
      points[count++] = y
      points[count++] = z
    }
  }
  return points.subarray(0, count)
}
