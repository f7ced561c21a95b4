import { betaRatio } from './special/beta-ratio.ts'

/** A count whose variance is `mean + spread × mean²`; with no spread it is Poisson's. */
export interface NegativeBinomial {
  readonly mean: number
  readonly spread: number
}

/** Less spread than this is not told from none: it adds a thousandth to the deviation of a count of 1,000. */
const LEAST_SPREAD = 1e-6

/** P(count ≥ y). Source: Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005), section 5.6. */
export function atLeast({ mean, spread }: NegativeBinomial, y: number): number {
  if (y <= 0) return 1
  if (mean === 0) return 0
  const size = 1 / Math.max(spread, LEAST_SPREAD)
  return betaRatio(y, size, mean / (size + mean))
}

/** P(count ≤ y). */
export function atMost({ mean, spread }: NegativeBinomial, y: number): number {
  if (y < 0) return 0
  if (mean === 0) return 1
  const size = 1 / Math.max(spread, LEAST_SPREAD)
  return betaRatio(size, y + 1, size / (size + mean))
}
