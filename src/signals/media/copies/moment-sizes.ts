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
  const sums = POWERS.map(() => new Float64Array(6))
  const most = farthest * farthest
  for (let i = 0; i < weights.length; i++) {
    let [x, y, z] = [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!]
    let square = x * x + y * y + z * z
    if (square > most) {
      const by = farthest / Math.sqrt(square)
      x *= by
      y *= by
      z *= by
      square = most
    }
    const weight = weights[i]!
    add(sums[0]!, weight, x, y, z)
    add(sums[1]!, weight * square, x, y, z)
    add(sums[2]!, weight * (square * square * square), x, y, z)
  }
  return sums.flatMap((sum, k) => {
    const [xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0] = sum
    const m = [
      [xx, xy, xz],
      [xy, yy, yz],
      [xz, yz, zz],
    ]
    turnToMainAxes(m)
    const along = [0, 1, 2].map((axis) => root(Math.max(0, m[axis]![axis]!), POWERS[k]! + 2))
    return along.sort((a, b) => b - a)
  })
}

function add(sum: Float64Array, weight: number, x: number, y: number, z: number): void {
  sum[0]! += weight * x * x
  sum[1]! += weight * x * y
  sum[2]! += weight * x * z
  sum[3]! += weight * y * y
  sum[4]! += weight * y * z
  sum[5]! += weight * z * z
}

/** By square roots alone, which are the same on every machine: `of` is 2, 4 or 8. */
function root(value: number, of: number): number {
  return of <= 1 ? value : root(Math.sqrt(value), of / 2)
}
