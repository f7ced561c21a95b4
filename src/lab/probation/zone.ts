import type { Thresholds } from '../train/candidate.ts'

/** What a score would lead to, had the model all authority that it has thresholds for. */
export type Zone = 'act' | 'review' | 'low'

/**
 * The zone of a score. A model without a certified threshold to act is proved by what it ranks: then that is what it
 * does, and there is no review zone.
 */
export function zoneOf(score: number, { review, act }: Thresholds): Zone {
  if (score >= (act ?? review ?? Number.POSITIVE_INFINITY)) return 'act'
  return act !== undefined && review !== undefined && score >= review ? 'review' : 'low'
}
