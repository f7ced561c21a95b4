import { binomialAtMost } from '../special/binomial.ts'
import { learnThenTest } from './learn-then-test.ts'

/** A label of the certify set, in the order of nothing. */
export interface ScoredLabel {
  readonly score: number
  readonly isPositive: boolean
}

export interface CertifyThresholdOptions {
  /** Precision that must be reached. */
  readonly bar: number
  /** Thresholds to choose among, fixed without a look at these labels (quantiles of scores of the tune set). */
  readonly candidates: readonly number[]
  /** Chance of certifying any threshold below the bar, at most. */
  readonly delta?: number
  readonly starts?: number
}

export const CERTIFY_THRESHOLD_DEFAULTS = { delta: 0.05, starts: 5 } as const

export interface CertifiedThreshold {
  readonly threshold: number
  /** Labels at or above it, and those of them that are not positive. */
  readonly labels: number
  readonly errors: number
}

/**
 * The lowest threshold at or above which the precision is certified to reach the bar, but for a chance of at most `delta`;
 * undefined: none is. "The lowest with an observed precision above the bar" is below it in a third to a half of all cases.
 *
 * Labels are a probability sample of what scores above the lowest candidate, one an actor (or the bound is too bold). Sources:
 * Learn then Test (2021) for the search, the exact binomial test for each threshold.
 */
export function certifyThreshold(
  labels: Iterable<ScoredLabel>,
  options: CertifyThresholdOptions,
): CertifiedThreshold | undefined {
  const { bar, candidates, delta, starts } = { ...CERTIFY_THRESHOLD_DEFAULTS, ...options }
  const thresholds = [...new Set(candidates)].sort((x, y) => y - x)
  if (thresholds.length === 0) return undefined
  const sorted = [...labels].sort((x, y) => y.score - x.score)
  let [at, errors] = [0, 0]
  const tallies = thresholds.map((threshold) => {
    for (; at < sorted.length && sorted[at]!.score >= threshold; at++) if (!sorted[at]!.isPositive) errors++
    return { threshold, labels: at, errors }
  })
  const pValues = tallies.map((tally) => binomialAtMost(tally.errors, tally.labels, 1 - bar))
  const from = Array.from({ length: starts }, (_, i) => Math.floor((i * thresholds.length) / starts))
  const last = learnThenTest(pValues, [...new Set(from)], delta).at(-1)
  return last === undefined ? undefined : tallies[last]
}
