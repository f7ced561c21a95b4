import { betaQuantile } from '../special/beta-quantile.ts'
import { betaTails } from '../special/beta-tails.ts'
import type { Discordant } from './mcnemar.ts'

export interface PairedCases extends Discordant {
  /** All cases that both models answered. */
  readonly cases: number
}

/** Steps of the integral over the split of discordant cases, finer towards where most is lost. */
const STEPS = 200

/**
 * The upper bound of how much less often the new model is right than the old: of the share of cases lost less the share
 * gained; below the truth in at most `alpha` of all cases. The new model is not inferior by `margin` when the bound is below
 * it; at a margin of 0 this is McNemar's exact test.
 *
 * Melding of the exact bounds of how many cases are discordant and of how these split. Source: Fay and Lumbard, Statistics in
 * Medicine 40 (2021).
 */
export function mostLost({ gained, lost, cases }: PairedCases, alpha: number): number {
  const discordant = gained + lost
  // Share of lost among discordant: the larger of its two confidence distributions, cut into slices, each counted at its top.
  const tops = Array.from({ length: STEPS }, (_, i) => (alpha / 100) ** (i / (STEPS - 1)))
  const slices = tops.map((above, i) => {
    const next = tops[i + 1] ?? 0
    const split = gained === 0 ? 1 : betaQuantile(lost + 1, gained, next, 'above')
    return { excess: 2 * split - 1, mass: above - next }
  })
  /** P(excess × share discordant ≤ bound). */
  const atMost = (bound: number): number => {
    let sum = 0
    for (const { excess, mass } of slices) sum += mass * chance(excess, bound)
    return sum
  }
  const chance = (excess: number, bound: number): number => {
    if (excess === 0) return bound >= 0 ? 1 : 0
    const share = Math.min(1, Math.max(0, bound / excess))
    if (excess > 0)
      return discordant >= cases
        ? Number(share >= 1)
        : Math.exp(betaTails(discordant + 1, cases - discordant, share).below)
    // A gain is at least as large as the smaller distribution of the discordant has it.
    if (bound >= 0) return 1
    return discordant === 0 ? 0 : Math.exp(betaTails(discordant, cases - discordant + 1, share).above)
  }
  let low = -1
  let high = 1
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (atMost(middle) < 1 - alpha) low = middle
    else high = middle
  }
  return high
}
