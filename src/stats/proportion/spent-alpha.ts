/**
 * The error rate of the k-th attempt (from 1) on one certify set, such that all attempts together, however many, err with chance
 * at most `alpha`: 6 alpha / (π² k²), which sums to alpha.
 */
export function spentAlpha(attempt: number, alpha: number): number {
  return (6 * alpha) / (Math.PI * attempt) ** 2
}
