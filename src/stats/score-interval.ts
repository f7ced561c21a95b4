import { normalQuantile } from './special/normal.ts'

/** z of a two-sided 95 % interval, at hand because it is what nearly everyone asks for. */
const Z_95 = 1.959963984540054

/**
 * The score interval of a share that was seen in a sample of size `of`, which need not be a whole number (E. B. Wilson,
 * Journal of the American Statistical Association 22, 1927). To be shown: it holds its level on average over shares, not at
 * each; what must hold is `exactInterval`. Both ends are NaN when `of` is 0.
 */
export function scoreInterval(
  share: number,
  of: number,
  level = 0.95,
): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: Number.NaN, high: Number.NaN }
  const z = level === 0.95 ? Z_95 : normalQuantile((1 - level) / 2, 'above')
  const z2 = z * z
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of)
  const half = (z / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
