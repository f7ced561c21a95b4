import { scoreInterval } from '../stats/score-interval.ts'
import type { Share } from './demo-report.ts'

/** A share with its 95 % score interval. All NaN when `of` is 0. */
export function wilson(hits: number, of: number): Share {
  const value = of === 0 ? Number.NaN : hits / of
  return { hits, of, value, ...scoreInterval(value, of) }
}
