import { atOnce, type Steps } from '../core/steps.ts'
import { gammaDraw, normalDraw } from './draws.ts'
import type { Interval } from './exact-interval.ts'
import { corrected, type KnownAnswers, rateDraws, ratesOf, truth } from './judge-rates.ts'
import { endDraw, weightedCount } from './live/weighted-count.ts'
import { quantile } from './quantile.ts'
import { highDraw, lowDraw } from './share-draws.ts'

/** Things that were drawn with one probability and judged. */
export interface Stratum {
  readonly probability: number
  readonly judged: number
  readonly violating: number
  /** What each counts for, such as how many saw it; 1 for mere counts. */
  readonly each: number
}

export interface Estimate extends Interval {
  readonly value: number
}

export interface Prevalence {
  readonly judged: number
  readonly violating: number
  /** Share as judged, each by one over its probability; undefined: nothing was judged. */
  readonly asJudged: number | undefined
  /** Share in truth, and how many that is; undefined: not to be known. */
  readonly share: Estimate | undefined
  readonly total: Estimate | undefined
  /** How many there are of which this is a share, as the draws tell. */
  readonly of: number
  /** How many times more must be judged than if all had been drawn with one probability (Kish 1965). */
  readonly designEffect: number
}

export interface PrevalenceOptions {
  readonly draws?: number
  readonly level?: number
}

const DRAWS_AT_ONCE = 250
/** Up to this share, counts of several strata are taken as a weighted sum: above, binomial ends are the narrower ones. */
const RARE = 0.1

export const PREVALENCE_DEFAULTS: Required<PrevalenceOptions> = { draws: 4000, level: 0.95 }

/**
 * The share that violates, from what was drawn with known probabilities and judged by people who err.
 *
 * The estimate is Hájek's (1971), corrected for the judges' errors as `known` shows them (Rogan and Gladen, American
 * Journal of Epidemiology 107, 1978); without `known` judgements are taken for the truth. The interval carries what each
 * part leaves open: the exact confidence distribution of the share (of one stratum), or of how many violate where things
 * were drawn with several chances and harm is rare (Fay and Feuer, Statistics in Medicine 16, 1997: by strata the intervals
 * would be needlessly wide, since each takes its own worst); else the exact one within each stratum; of how many each stratum
 * stands for, and of the judges' sensitivity and specificity, joined by melding (Fay, Proschan and Brittain, Biometrics 71, 2015;
 * for prevalence under imperfect tests Bayer, Fay and Graubard, Statistics in Medicine 42, 2023). It holds its rate with few
 * hits or none, and is then rather too wide than too narrow.
 *
 * Not to be known, when nothing was judged, or when the judges do no better than chance where the truth is known.
 */
export function prevalence(
  random: () => number,
  strata: readonly Stratum[],
  known: KnownAnswers | undefined,
  options: PrevalenceOptions = {},
): Prevalence {
  return atOnce(prevalenceSteps(random, strata, known, options))
}

/** `prevalence`, with pauses: some 10 ms of work for each stratum. */
export function* prevalenceSteps(
  random: () => number,
  strata: readonly Stratum[],
  known: KnownAnswers | undefined,
  options: PrevalenceOptions = {},
): Steps<Prevalence> {
  const { draws, level } = { ...PREVALENCE_DEFAULTS, ...options }
  const drawn = strata.filter(({ judged }) => judged > 0)
  const sum = (of: (stratum: Stratum) => number) => drawn.reduce((total, one) => total + of(one), 0)
  const judged = sum((one) => one.judged)
  const violating = sum((one) => one.violating)
  const of = sum((one) => (one.judged * one.each) / one.probability)
  const asJudged = of === 0 ? undefined : sum((one) => (one.violating * one.each) / one.probability) / of
  const squares = sum((one) => one.judged * (one.each / one.probability) ** 2)
  const base = { judged, violating, asJudged, of, designEffect: of === 0 ? 1 : (judged * squares) / of ** 2 }
  const value = asJudged === undefined ? undefined : corrected(asJudged, ratesOf(known))
  if (value === undefined) return { ...base, share: undefined, total: undefined }

  const rare =
    drawn.length > 1 && asJudged! <= RARE
      ? weightedCount(drawn.map((one) => ({ weight: one.each / one.probability, hits: one.violating })))
      : undefined
  const lows = new Float64Array(draws)
  const highs = new Float64Array(draws)
  const lowTotals = new Float64Array(draws)
  const highTotals = new Float64Array(draws)
  for (let i = 0; i < draws; i++) {
    if (i % DRAWS_AT_ONCE === 0) yield
    let size = 0
    let low = 0
    let high = 0
    for (const stratum of drawn) {
      const stands = stratum.each * sizeDraw(random, stratum)
      size += stands
      if (rare !== undefined) continue
      low += stands * lowDraw(random, stratum.violating, stratum.judged)
      high += stands * highDraw(random, stratum.violating, stratum.judged)
    }
    if (rare !== undefined) {
      low = Math.min(size, endDraw(random, rare.lower))
      high = Math.min(size, endDraw(random, rare.upper))
    }
    const [mildest, strictest] = rateDraws(random, known)
    lows[i] = truth(low / size, mildest)
    highs[i] = truth(high / size, strictest)
    lowTotals[i] = lows[i]! * size
    highTotals[i] = highs[i]! * size
  }
  const interval = (from: Float64Array, to: Float64Array, middle: number): Estimate => ({
    value: middle,
    low: Math.min(middle, quantile(from.sort(), (1 - level) / 2)),
    high: Math.max(middle, quantile(to.sort(), (1 + level) / 2)),
  })
  return { ...base, share: interval(lows, highs, value), total: interval(lowTotals, highTotals, value * of) }
}

/** How many there were, when so many were drawn: the rest is negative binomial, here a gamma with a normal for its chance. */
export function sizeDraw(random: () => number, { judged, probability }: Stratum): number {
  if (probability >= 1) return judged
  const mean = (gammaDraw(random, judged + 0.5) * (1 - probability)) / probability
  return judged + Math.max(0, mean + Math.sqrt(mean) * normalDraw(random))
}
