import { scoreInterval } from './score-interval.ts'

/** A share of what was judged, with its 95 % interval; `value`, `low` and `high` are NaN where nothing was judged. */
export interface WeightedShare {
  /** Judged, and of these how many count. */
  readonly of: number
  readonly hits: number
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * The share of those that are hits, each weighted by one over the chance with which it was drawn. The interval is
 * Wilson's for the sample size that would tell as much were all weights equal: (sum w)^2 / sum w^2. Sources: Hajek
 * 1971 for the estimate, Kish 1965 for the effective sample size.
 */
export function weightedShare(
  judged: Iterable<{ readonly hit: boolean; readonly weight: number }>,
): WeightedShare {
  let of = 0
  let hits = 0
  let all = 0
  let hitting = 0
  let squares = 0
  for (const { hit, weight } of judged) {
    of++
    all += weight
    squares += weight * weight
    if (!hit) continue
    hits++
    hitting += weight
  }
  const value = all === 0 ? Number.NaN : hitting / all
  return { of, hits, value, ...scoreInterval(value, squares === 0 ? 0 : (all * all) / squares) }
}
