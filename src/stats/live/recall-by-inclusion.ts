import type { Steps } from '../../core/steps.ts'
import { type KnownAnswers, type Rates, rateDraws, ratesOf } from '../judge-rates.ts'
import {
  type Estimate,
  PREVALENCE_DEFAULTS,
  type PrevalenceOptions,
  type Stratum,
  sizeDraw,
} from '../prevalence.ts'
import { quantile } from '../quantile.ts'
import { endDraw, weightedCount } from './weighted-count.ts'

/** How recall comes out when judges are taken for the truth, and with their errors taken off. */
export interface RecallByInclusion {
  readonly asJudged: Estimate | undefined
  readonly share: Estimate | undefined
}

const DRAWS_AT_ONCE = 250

/**
 * The share of what violates that was flagged, from what was drawn with known chances and judged, of what was flagged and of
 * what was not. Of what was flagged and of what was missed each has its gamma confidence distribution, as a count weighted by
 * one over the chance (Fay and Feuer 1997); the two are melded (Fay, Proschan and Brittain, Biometrics 71, 2015), with the
 * judges' errors as `known` shows them (Rogan and Gladen 1978; their sensitivity cancels, what they find in error does not).
 * Undefined: nothing was judged of one of the two, no harm was found, or the judges do no better than chance.
 */
export function* recallByInclusion(
  random: () => number,
  flagged: readonly Stratum[],
  passed: readonly Stratum[],
  known: KnownAnswers | undefined,
  options: PrevalenceOptions = {},
): Steps<RecallByInclusion> {
  const asJudged = yield* estimated(random, flagged, passed, undefined, options)
  const share = known && (yield* estimated(random, flagged, passed, known, options))
  return { asJudged, share }
}

function* estimated(
  random: () => number,
  flagged: readonly Stratum[],
  passed: readonly Stratum[],
  known: KnownAnswers | undefined,
  options: PrevalenceOptions,
): Steps<Estimate | undefined> {
  const { draws, level } = { ...PREVALENCE_DEFAULTS, ...options }
  const rates = ratesOf(known)
  const [found, missed] = [countOf(flagged), countOf(passed)]
  if (found === undefined || missed === undefined || rates === undefined) return undefined
  if (rates.sensitivity + rates.specificity <= 1) return undefined
  const value = shareOf(
    less(found.value, meanSize(flagged), rates),
    less(missed.value, meanSize(passed), rates),
  )
  if (value === undefined) return undefined
  const lows = new Float64Array(draws)
  const highs = new Float64Array(draws)
  for (let i = 0; i < draws; i++) {
    if (i % DRAWS_AT_ONCE === 0) yield
    const [mildest, strictest] = rateDraws(random, known)
    const sizes = known === undefined ? [Infinity, Infinity] : [flagged, passed].map(size)
    const [all, rest] = sizes as [number, number]
    // Where nothing would be left of both, anything may be so.
    lows[i] =
      shareOf(
        less(endDraw(random, found.lower), all, mildest),
        less(endDraw(random, missed.upper), rest, strictest),
      ) ?? 0
    highs[i] =
      shareOf(
        less(endDraw(random, found.upper), all, strictest),
        less(endDraw(random, missed.lower), rest, mildest),
      ) ?? 1
  }
  return {
    value,
    low: Math.min(value, quantile(lows.sort(), (1 - level) / 2)),
    high: Math.max(value, quantile(highs.sort(), (1 + level) / 2)),
  }

  function size(strata: readonly Stratum[]): number {
    return strata.reduce((sum, one) => sum + (one.judged === 0 ? 0 : one.each * sizeDraw(random, one)), 0)
  }
}

function countOf(strata: readonly Stratum[]) {
  const judged = strata.filter((one) => one.judged > 0)
  return weightedCount(judged.map((one) => ({ weight: one.each / one.probability, hits: one.violating })))
}

function meanSize(strata: readonly Stratum[]): number {
  return strata.reduce((sum, one) => sum + (one.judged * one.each) / one.probability, 0)
}

/** Of so many of `size` that were judged to violate, those that do, but for a factor that is the same for all. */
function less(count: number, size: number, { specificity }: Rates): number {
  return specificity === 1 ? count : Math.max(0, count - (1 - specificity) * size)
}

function shareOf(found: number, missed: number): number | undefined {
  return found + missed === 0 ? undefined : found / (found + missed)
}
