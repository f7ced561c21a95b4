import type { Estimate } from '../prevalence.ts'
import { gammaQuantile } from '../special/gamma-quantile.ts'
import { type WeightedCount, weightedCount } from './weighted-count.ts'

/** A part of all exposure (views), by score for example, of which some was drawn and judged. */
export interface ExposureStratum {
  /** Its share of all exposure; shares sum to 1. */
  readonly share: number
  readonly judged: number
  readonly violating: number
}

/** The share that violates as a weighted count. */
export interface GammaBounds extends WeightedCount {
  /** Share of exposure of which nothing was judged: it may violate or not. */
  readonly unknown: number
}

/**
 * The share of exposure that violates, from labels drawn at random within strata, with an interval that holds its level with few
 * hits or none, in whatever stratum they fall. A stratum without labels counts in full towards the upper end. Undefined when
 * nothing was judged.
 *
 * Source: Fay and Feuer, Statistics in Medicine 16 (1997): gamma distributions with the moments of the weighted sum, the upper
 * one as if one more hit of the largest weight had been seen.
 */
export function stratifiedPrevalence(strata: readonly ExposureStratum[], level = 0.95): Estimate | undefined {
  const bounds = gammaBounds(strata)
  if (bounds === undefined) return undefined
  const { value, lower, upper, unknown } = bounds
  const tail = (1 - level) / 2
  return {
    value,
    low: lower.shape === 0 ? 0 : Math.min(1, lower.scale * gammaQuantile(lower.shape, tail)),
    high: Math.min(1, unknown + upper.scale * gammaQuantile(upper.shape, tail, 'above')),
  }
}

export function gammaBounds(strata: readonly ExposureStratum[]): GammaBounds | undefined {
  const judged = strata.filter((stratum) => stratum.judged > 0)
  const unknown = strata.reduce((sum, one) => sum + (one.judged === 0 ? one.share : 0), 0)
  const count = weightedCount(judged.map((one) => ({ weight: one.share / one.judged, hits: one.violating })))
  return count && { ...count, unknown }
}
