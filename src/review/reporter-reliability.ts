import { betaQuantile } from '../stats/special/beta-quantile.ts'
import type { ReporterRecord } from './reports/ports.ts'

export interface Reliability {
  /** The chance that the next report is right; what a report of theirs counts. */
  readonly mean: number
  /** Between these with 95 % of belief. */
  readonly low: number
  readonly high: number
}

/** Somebody of whom nothing is known is right half of the time, and a few reports tell more than this. */
export const RELIABILITY_PRIOR = { upheld: 2, rejected: 2 } as const

/**
 * How far a reporter's word is worth something: the posterior of a Beta-binomial model, with the equal-tailed 95 %
 * interval. Source: Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.4.
 */
export function reporterReliability({ upheld, rejected }: ReporterRecord): Reliability {
  const a = RELIABILITY_PRIOR.upheld + upheld
  const b = RELIABILITY_PRIOR.rejected + rejected
  return { mean: a / (a + b), low: betaQuantile(a, b, 0.025), high: betaQuantile(a, b, 0.975) }
}
