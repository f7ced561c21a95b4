import { exactLower } from '../../stats/proportion/exact-bound.ts'
import type { ScoredRows } from '../evaluate/scored-rows.ts'
import type { Gate } from './gate-evidence.ts'

/**
 * At least the bar of what violates reaches the threshold for review: exact lower bound on certify rows, one of each group,
 * at what the ledger granted. Tells pass or not, and what tune says.
 */
export const recallGate: Gate = {
  ...{ gate: 'recall', for: 'rank', on: 'certify' },
  judge({ scored, manifest, attempt, bars }) {
    const { review } = manifest.thresholds
    const { hits, of } = found(scored.tune, review ?? Number.POSITIVE_INFINITY)
    const tune = of === 0 ? 0 : hits / of
    const figures = { bar: bars.recall, tuneRecall: tune, tuneViolating: of }
    const says = `finds ${(100 * tune).toFixed(0)} % of what violates on tune (bar ${100 * bars.recall} %)`
    if (review === undefined)
      return { verdict: 'fail', says: 'it has no threshold for review', wayOut: 'train again', figures }
    if (attempt === undefined)
      return {
        ...{ verdict: 'inconclusive', figures, says: 'the ledger granted no look at the certify rows' },
        wayOut: 'draw fresh labels (`haechi lab label`)',
      }
    const { alpha } = attempt
    const certify = found(scored.certify, review)
    if (exactLower(certify.hits, certify.of, alpha) >= bars.recall)
      return { verdict: 'pass', alpha, says, figures }
    return {
      ...{ verdict: tune < bars.recall ? 'fail' : 'inconclusive', alpha, figures },
      says: `${says}; not certified`,
      wayOut: 'add texts of what it misses, or lower `bars.recall` of the task',
    }
  },
}

/** Groups that violate, and those found: the first violating row of each speaks for it. */
function found({ scores, violates, groups }: ScoredRows, threshold: number): { hits: number; of: number } {
  const seen = new Set<number>()
  let hits = 0
  for (let i = 0; i < scores.length; i++) {
    if (violates[i] === 0 || seen.has(groups[i]!)) continue
    seen.add(groups[i]!)
    if (scores[i]! >= threshold) hits++
  }
  return { hits, of: seen.size }
}
