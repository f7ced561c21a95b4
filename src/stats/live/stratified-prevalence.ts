import type { Estimate } from '../prevalence.ts'
import { gammaQuantile } from '../special/gamma-quantile.ts'

/** A part of all exposure (views), by score for example, of which some was drawn and judged. */
export interface ExposureStratum {
  /** Its share of all exposure; shares sum to 1. */
  readonly share: number
  readonly judged: number
  readonly violating: number
}

/** The two gamma distributions whose quantiles are the ends of the interval; `shape` 0: all of it at 0. */
export interface GammaBounds {
  readonly value: number
  readonly lower: { readonly shape: number; readonly scale: number }
  readonly upper: { readonly shape: number; readonly scale: number }
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
  let [value, variance, largest, unknown] = [0, 0, 0, 0]
  for (const { share, judged, violating } of strata) {
    if (judged === 0) {
      unknown += share
      continue
    }
    const weight = share / judged
    value += weight * violating
    variance += weight * weight * violating
    largest = Math.max(largest, weight)
  }
  if (largest === 0) return undefined
  const of = (mean: number, spread: number) => ({ shape: mean ** 2 / spread, scale: spread / mean })
  return {
    value,
    lower: value === 0 ? { shape: 0, scale: 0 } : of(value, variance),
    upper: of(value + largest, variance + largest ** 2),
    unknown,
  }
}
