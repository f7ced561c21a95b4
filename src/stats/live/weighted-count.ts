import { gammaDraw } from '../draws.ts'

/** The gamma distribution of one end; `shape` 0: all of it at 0. */
export interface GammaEnd {
  readonly shape: number
  readonly scale: number
}

/** How much a weighted count stands for, and the two distributions whose quantiles are the ends of its interval. */
export interface WeightedCount {
  readonly value: number
  readonly lower: GammaEnd
  readonly upper: GammaEnd
}

/**
 * The gamma confidence distributions of a sum of counts, each with its weight: with the moments of the weighted sum, the
 * upper one as if one more hit of the largest weight had been seen. `largest`: where that is of something not counted.
 * Undefined when there is no weight at all.
 *
 * Source: Fay and Feuer, Statistics in Medicine 16 (1997).
 */
export function weightedCount(
  counts: readonly { readonly weight: number; readonly hits: number }[],
  largest = 0,
): WeightedCount | undefined {
  let [value, variance] = [0, 0]
  let most = largest
  for (const { weight, hits } of counts) {
    value += weight * hits
    variance += weight * weight * hits
    most = Math.max(most, weight)
  }
  if (most === 0) return undefined
  const of = (mean: number, spread: number) => ({ shape: mean ** 2 / spread, scale: spread / mean })
  return {
    value,
    lower: value === 0 ? { shape: 0, scale: 0 } : of(value, variance),
    upper: of(value + most, variance + most ** 2),
  }
}

export function endDraw(random: () => number, { shape, scale }: GammaEnd): number {
  return shape === 0 ? 0 : scale * gammaDraw(random, shape)
}
