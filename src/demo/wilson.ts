import type { Share } from './demo-report.ts'

/** z of a two-sided 95 % interval. */
const Z = 1.959963984540054

/**
 * A share with its 95 % score interval (E. B. Wilson, Journal of the American Statistical Association 22, 1927).
 * All NaN when `of` is 0.
 */
export function wilson(hits: number, of: number): Share {
  if (of === 0) return { hits, of, value: Number.NaN, low: Number.NaN, high: Number.NaN }
  const share = hits / of
  const z2 = Z * Z
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of)
  const half = (Z / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))
  return { hits, of, value: share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
