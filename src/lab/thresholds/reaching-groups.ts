import type { ScoredRows } from '../evaluate/scored-rows.ts'

/** Groups with a row that reaches a threshold, and how many of them are wrong: one row of each group counts. */
export interface Reaching {
  readonly groups: number
  readonly wrong: number
}

/**
 * Counts one row of each group that reaches a threshold, the first of them by number: rows of a group are no independent
 * witnesses, and numbers know nothing of scores or labels.
 */
export function reachingGroups({ scores, violates, groups }: ScoredRows, threshold: number): Reaching {
  const seen = new Set<number>()
  let wrong = 0
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! < threshold || seen.has(groups[i]!)) continue
    seen.add(groups[i]!)
    if (violates[i] === 0) wrong++
  }
  return { groups: seen.size, wrong }
}

/** Independent groups of rows in all. */
export function countGroups({ groups }: ScoredRows): number {
  return new Set(groups).size
}
