import { exactLower, exactUpper } from './proportion/exact-bound.ts'

/** From `low` to `high`, both included. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * The exact interval of a share that was seen `hits` times `of` so many: it holds the true share in at least
 * `level` of all cases, however small the sample, and so in somewhat more. From 0 to 1 when `of` is 0. Source: Clopper
 * and Pearson, Biometrika 26 (1934).
 */
export function exactInterval(hits: number, of: number, level = 0.95): Interval {
  const tail = (1 - level) / 2
  return { low: exactLower(hits, of, tail), high: exactUpper(hits, of, tail) }
}
