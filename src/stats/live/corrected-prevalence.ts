import { corrected, type KnownAnswers, rateDraws, ratesOf, truth } from '../judge-rates.ts'
import { type Estimate, PREVALENCE_DEFAULTS, type PrevalenceOptions } from '../prevalence.ts'
import { quantile } from '../quantile.ts'
import { type ExposureStratum, gammaBounds } from './stratified-prevalence.ts'
import { endDraw } from './weighted-count.ts'

/**
 * `stratifiedPrevalence`, corrected for the judges' errors as `known` shows them, with these errors' own uncertainty in the
 * interval. Undefined when nothing was judged, or the judges do no better than chance where the truth is known.
 *
 * Sources: Rogan and Gladen, American Journal of Epidemiology 107 (1978); melding, Bayer, Fay and Graubard, Statistics in
 * Medicine 42 (2023).
 */
export function correctedPrevalence(
  random: () => number,
  strata: readonly ExposureStratum[],
  known: KnownAnswers,
  options: PrevalenceOptions = {},
): Estimate | undefined {
  const { draws, level } = { ...PREVALENCE_DEFAULTS, ...options }
  const bounds = gammaBounds(strata)
  const value = bounds && corrected(bounds.value, ratesOf(known))
  if (bounds === undefined || value === undefined) return undefined
  const lows = new Float64Array(draws)
  const highs = new Float64Array(draws)
  for (let i = 0; i < draws; i++) {
    const [mildest, strictest] = rateDraws(random, known)
    const { lower, upper, unknown } = bounds
    lows[i] = truth(endDraw(random, lower), mildest)
    highs[i] = truth(unknown + endDraw(random, upper), strictest)
  }
  return {
    value,
    low: Math.min(value, quantile(lows.sort(), (1 - level) / 2)),
    high: Math.max(value, quantile(highs.sort(), (1 + level) / 2)),
  }
}
