import { scoreDrift } from '../../stats/drift/score-drift.ts'
import type { ScoredAccount } from '../probation/ports.ts'

/** So many of the newest scores are compared with those before them. */
export const DRIFT_RECENT = 200
/** So many are looked at in all. */
export const DRIFT_LOOKED = 1000
const ALPHA = 0.01
const BOOST = 2

/**
 * By how much more labels a model gets: twice as many where the scores of what it lets pass have drifted. Drift is no proof
 * of harm, so it never rolls back; it only has the proof come sooner. `scores`: newest first.
 */
export function labelBoost(random: () => number, scores: readonly ScoredAccount[]): number {
  const clustered = scores.map(({ score, account }) => ({ score, cluster: account }))
  const [after, before] = [clustered.slice(0, DRIFT_RECENT), clustered.slice(DRIFT_RECENT)]
  if (after.length < DRIFT_RECENT || before.length < DRIFT_RECENT) return 1
  const found = scoreDrift(random, before, after)
  return found !== undefined && found.p <= ALPHA ? BOOST : 1
}
