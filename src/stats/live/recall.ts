import { type Estimate, PREVALENCE_DEFAULTS, type PrevalenceOptions } from '../prevalence.ts'
import { quantile } from '../quantile.ts'
import { highDraw, lowDraw } from '../share-draws.ts'
import { type ExposureStratum, gammaBounds } from './stratified-prevalence.ts'
import { endDraw } from './weighted-count.ts'

/**
 * The share of what violates that was flagged: from labels of what was flagged, and of what was not, in strata. Shares of all
 * strata together sum to 1. Undefined when either kind has no labels, or no harm was seen at all.
 *
 * What was found and what was missed each has its exact (gamma, where missed: Fay and Feuer 1997) confidence distribution; the
 * two are melded (Fay, Proschan and Brittain, Biometrics 71, 2015).
 */
export function recall(
  random: () => number,
  flagged: readonly ExposureStratum[],
  passed: readonly ExposureStratum[],
  options: PrevalenceOptions = {},
): Estimate | undefined {
  const { draws, level } = { ...PREVALENCE_DEFAULTS, ...options }
  const missed = gammaBounds(passed)
  const judged = flagged.filter((stratum) => stratum.judged > 0)
  const found = judged.reduce((sum, { share, judged: of, violating }) => sum + (share * violating) / of, 0)
  if (missed === undefined || judged.length === 0 || found + missed.value === 0) return undefined
  const lows = new Float64Array(draws)
  const highs = new Float64Array(draws)
  const unknown = flagged.reduce((sum, { share, judged: of }) => sum + (of === 0 ? share : 0), 0)
  for (let i = 0; i < draws; i++) {
    let [low, high] = [0, unknown]
    for (const { share, judged: of, violating } of judged) {
      low += share * lowDraw(random, violating, of)
      high += share * highDraw(random, violating, of)
    }
    const { lower, upper } = missed
    const most = missed.unknown + endDraw(random, upper)
    const least = endDraw(random, lower)
    lows[i] = low / (low + most)
    highs[i] = high / (high + least)
  }
  const value = found / (found + missed.value)
  return {
    value,
    low: Math.min(value, quantile(lows.sort(), (1 - level) / 2)),
    high: Math.max(value, quantile(highs.sort(), (1 + level) / 2)),
  }
}
