import { turnToMainAxes } from './main-axes.ts'
import type { Surface } from './surface.ts'
import { surfacePoints } from './surface-points.ts'

export interface PrincipalSizes {
  /** Mean square distances from the middle along the three main axes, by area, over their sum; the largest first. */
  readonly spread: readonly [number, number, number]
  /** The mean fourth power of the distance from the middle, in the same unit. */
  readonly fourth: number
}

/** How a surface is spread along its main axes. */
export function principalSizes(surface: Surface): PrincipalSizes | undefined {
  const cut = surfacePoints(surface, 0.2)
  if (cut === undefined) return undefined
  const { points, areas, area } = cut
  const middle = [0, 0, 0]
  for (let i = 0; i < areas.length; i++)
    for (let axis = 0; axis < 3; axis++) middle[axis]! += (areas[i]! * points[3 * i + axis]!) / area
  const m = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]
  let fourth = 0
  for (let i = 0; i < areas.length; i++) {
    const weight = areas[i]! / area
    const p = [0, 1, 2].map((axis) => points[3 * i + axis]! - middle[axis]!)
    for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) m[a]![b]! += weight * p[a]! * p[b]!
    fourth += weight * (p[0]! * p[0]! + p[1]! * p[1]! + p[2]! * p[2]!) ** 2
  }
  const sum = m[0]![0]! + m[1]![1]! + m[2]![2]!
  if (!(sum > 0)) return undefined
  turnToMainAxes(m)
  const spread = [0, 1, 2].map((axis) => Math.max(0, m[axis]![axis]! / sum))
  spread.sort((a, b) => b - a)
  return { spread: spread as [number, number, number], fourth: fourth / (sum * sum) }
}
