import { turnToMainAxes } from './main-axes.ts'

/** Points are weighed by these powers of their distance from the middle, so that inner and outer parts count by themselves. */
const POWERS = [0, 2, 6]
/** Numbers that `momentSizes` gives. */
export const MOMENT_SIZES = POWERS.length * 3

/**
 * How far points lie along their three main axes, once for each power of their distance: the roots of the sorted eigenvalues of
 * their second moments, which no turning changes and which move little when triangles are others. Points count as no
 * further away than `farthest`: else a speck far outside would be all that these numbers tell.
 *
 * `points` are taken around their middle, in sizes of the item, weighed by `weights`, which are 1 together.
 */
export function momentSizes(points: Float64Array, weights: Float64Array, farthest: number): number[] {
  const moments = POWERS.map(() => [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ])
  const p = [0, 0, 0]
  for (let i = 0; i < weights.length; i++) {
    for (let axis = 0; axis < 3; axis++) p[axis] = points[3 * i + axis]!
    let square = p[0]! * p[0]! + p[1]! * p[1]! + p[2]! * p[2]!
    if (square > farthest * farthest) {
      const by = farthest / Math.sqrt(square)
      for (let axis = 0; axis < 3; axis++) p[axis]! *= by
      square = farthest * farthest
    }
    for (const [k, power] of POWERS.entries()) {
      const weight = weights[i]! * (power === 0 ? 1 : power === 2 ? square : square * square * square)
      const m = moments[k]!
      for (let a = 0; a < 3; a++) for (let b = a; b < 3; b++) m[a]![b]! += weight * p[a]! * p[b]!
    }
  }
  return moments.flatMap((m, k) => {
    for (let a = 1; a < 3; a++) for (let b = 0; b < a; b++) m[a]![b] = m[b]![a]!
    turnToMainAxes(m)
    const along = [0, 1, 2].map((axis) => root(Math.max(0, m[axis]![axis]!), POWERS[k]! + 2))
    return along.sort((a, b) => b - a)
  })
}

/** By square roots alone, which are the same on every machine: `of` is 2, 4 or 8. */
function root(value: number, of: number): number {
  return of <= 1 ? value : root(Math.sqrt(value), of / 2)
}
