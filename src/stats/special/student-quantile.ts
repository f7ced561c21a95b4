import { betaQuantile } from './beta-quantile.ts'

/** The t that a Student variable with so many degrees of freedom (> 0) exceeds with chance p. Source: DLMF 8.17 with 7.18; Abramowitz and Stegun 26.7.1. */
export function studentQuantile(degrees: number, p: number): number {
  if (p > 0.5) return -studentQuantile(degrees, 1 - p)
  const x = betaQuantile(degrees / 2, 0.5, 2 * p)
  return Math.sqrt((degrees * (1 - x)) / x)
}
