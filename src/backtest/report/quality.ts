import { weightedShare } from '../../stats/weighted-share.ts'
import type { Interval, Quality } from './report.ts'
import type { Annotated } from './tally.ts'

/** How precision and recall are reckoned, for the reader of a report. */
export const QUALITY_METHOD =
  'Over annotated events only, each weighted by one over its inclusion probability (1 where none is given; Hajek 1971). ' +
  'Intervals are 95 % score intervals (Wilson 1927) at the effective sample size (Kish 1965). They hold for all events only if annotated ones were drawn by chance.'

/**
 * Precision and recall of whatever `finds` an event. `policy`: by violations of that one, where it is known which
 * policies an event violates; else by any.
 */
export function qualityOf(
  annotated: readonly Annotated[],
  finds: (one: Annotated) => boolean,
  policy?: string,
): Quality {
  const violates = (one: Annotated) =>
    one.violates && (policy === undefined || one.policies === undefined || one.policies.includes(policy))
  return {
    precision: share(annotated.filter(finds).map((one) => ({ hit: violates(one), weight: one.weight }))),
    recall: share(annotated.filter(violates).map((one) => ({ hit: finds(one), weight: one.weight }))),
  }
}

function share(judged: readonly { readonly hit: boolean; readonly weight: number }[]): Interval | null {
  return judged.length === 0 ? null : weightedShare(judged)
}
