import type { Grey } from './grey.ts'

/** For each pixel: 0 nothing, 1 darker than what is around it, 2 lighter. */
export type InkMask = Uint8Array

/** Half a side of the window: strokes up to about ten pixels wide stand out whole. */
const RADIUS = 14
/** Grey levels that a stroke must differ by at the least. */
const LEAST = 11
/** Deviations of the window: above what the ground beside a third of ink reaches. */
const DEVIATIONS = 0.75

/**
 * Marks what stands out from its surroundings, whatever the shading: each pixel against mean and deviation of the
 * window around it, by running sums, in time that does not depend on the window.
 * Source: W. Niblack, "An Introduction to Digital Image Processing", 1986, with both signs kept.
 */
export function inkMask({ width, height, data }: Grey): InkMask {
  const mask = new Uint8Array(width * height)
  const sums = new Int32Array(width)
  const squares = new Int32Array(width)
  const row = (y: number, sign: 1 | -1): void => {
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const value = data[at]!
      sums[x]! += sign * value
      squares[x]! += sign * value * value
    }
  }
  for (let y = 0; y < Math.min(RADIUS, height); y++) row(y, 1)
  for (let y = 0; y < height; y++) {
    if (y + RADIUS < height) row(y + RADIUS, 1)
    if (y - RADIUS - 1 >= 0) row(y - RADIUS - 1, -1)
    const rows = Math.min(height - 1, y + RADIUS) - Math.max(0, y - RADIUS) + 1
    let sum = 0
    let square = 0
    for (let x = 0; x < Math.min(RADIUS, width); x++) {
      sum += sums[x]!
      square += squares[x]!
    }
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (x + RADIUS < width) {
        sum += sums[x + RADIUS]!
        square += squares[x + RADIUS]!
      }
      if (x - RADIUS - 1 >= 0) {
        sum -= sums[x - RADIUS - 1]!
        square -= squares[x - RADIUS - 1]!
      }
      const count = rows * (Math.min(width - 1, x + RADIUS) - Math.max(0, x - RADIUS) + 1)
      const off = data[at]! * count - sum // `count` times the difference to the mean
      const size = off < 0 ? -off : off
      if (size < LEAST * count) continue
      // |off| > k * deviation * count, squared: count * squares - sum * sum is count² times the variance.
      if (off * off > DEVIATIONS * DEVIATIONS * (count * square - sum * sum)) mask[at] = off < 0 ? 1 : 2
    }
  }
  return mask
}
