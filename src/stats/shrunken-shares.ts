import { atOnce, type Steps } from '../core/steps.ts'
import { betaQuantile } from './special/beta-quantile.ts'
import { betaRatio } from './special/beta-ratio.ts'
import { logGamma } from './special/log-gamma.ts'

export interface Counted {
  readonly hits: number
  readonly of: number
}

export interface ShrunkenShare {
  /** Posterior mean: between the share that was seen and that of all, the nearer to all the less was seen. */
  readonly value: number
  readonly low: number
  readonly high: number
  /** The chance that the true share is below the bar. */
  readonly below: number
}

const MEANS = Array.from({ length: 25 }, (_, i) => (i + 0.5) / 25).concat([0.985, 0.995])
/** How many observations the spread between shares is worth: from very unlike to much alike. */
const STRENGTHS = [2, 4, 8, 16, 32, 64, 128, 256]

/**
 * Shares of several counted things that are of one kind, such as how often each reviewer is right, each drawn towards
 * what all have in common: so that two out of two does not lead the list. The common beta distribution is not fitted at a
 * point but averaged over a grid, which holds with two reviewers as with two hundred. Sources: Robbins 1956 and Casella
 * 1985 for the idea; Gelman et al., Bayesian Data Analysis (2013), section 5.3, for the averaging.
 */
export function shrunkenShares(counted: readonly Counted[], bar: number, level = 0.95): ShrunkenShare[] {
  return atOnce(shrunkenSharesSteps(counted, bar, level))
}

/** `shrunkenShares`, with pauses: some 5 ms of work for each share. */
export function* shrunkenSharesSteps(
  counted: readonly Counted[],
  bar: number,
  level = 0.95,
): Steps<ShrunkenShare[]> {
  const grid = MEANS.flatMap((mean) =>
    STRENGTHS.map((strength) => ({ a: mean * strength, b: (1 - mean) * strength })),
  )
  const logs = grid.map(({ a, b }) =>
    counted.reduce((sum, { hits, of }) => sum + logBeta(a + hits, b + of - hits) - logBeta(a, b), 0),
  )
  const best = Math.max(...logs)
  const weights = logs.map((log) => Math.exp(log - best))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  // What weighs less than a thousandth of a per cent cannot be seen in the result.
  const kept = grid.flatMap((one, i) =>
    weights[i]! / all > 1e-5 ? [{ ...one, weight: weights[i]! / all }] : [],
  )
  const shares: ShrunkenShare[] = []
  for (const { hits, of } of counted) {
    yield
    const mixture = kept.map(({ a, b, weight }) => ({ a: a + hits, b: b + of - hits, weight }))
    const ratio = (x: number) =>
      mixture.reduce((sum, { a, b, weight }) => sum + weight * betaRatio(a, b, x), 0)
    shares.push({
      value: mixture.reduce((sum, { a, b, weight }) => sum + (weight * a) / (a + b), 0),
      low: quantileOf(ratio, mixture, (1 - level) / 2),
      high: quantileOf(ratio, mixture, (1 + level) / 2),
      below: ratio(bar),
    })
  }
  return shares
}

interface Weighted {
  readonly a: number
  readonly b: number
  readonly weight: number
}

function quantileOf(ratio: (x: number) => number, mixture: readonly Weighted[], p: number): number {
  if (mixture.length === 1) return betaQuantile(mixture[0]!.a, mixture[0]!.b, p)
  let low = 0
  let high = 1
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2
    if (ratio(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}
