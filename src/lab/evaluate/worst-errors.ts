import type { PlacedRow } from '../dataset/row.ts'
import type { WorstError } from './evaluation.ts'
import type { ScoredRows } from './scored-rows.ts'

/** Of either kind. */
const MOST = 25

/**
 * The rows that a model is most wrong about, the worst first: fine ones with high scores, and violating ones with low scores.
 * Often the label is what is wrong. One row of a group stands for it.
 */
export function worstErrors(dataset: readonly PlacedRow[], scored: ScoredRows): WorstError[] {
  const { rows, violates, scores, groups } = scored
  const errorOf = (i: number) => (violates[i] === 1 ? 1 - scores[i]! : scores[i]!)
  const worst = (kind: number): number[] => {
    const seen = new Set<number>()
    return Array.from(rows, (_, i) => i)
      .filter((i) => violates[i] === kind && errorOf(i) > 0.5)
      .sort((a, b) => errorOf(b) - errorOf(a) || a - b)
      .filter((i) => !seen.has(groups[i]!) && seen.add(groups[i]!))
      .slice(0, MOST)
  }
  return [...worst(0), ...worst(1)].map((i) => ({
    row: rows[i]!,
    hash: dataset[rows[i]!]!.hash,
    violates: violates[i] === 1,
    score: scores[i]!,
  }))
}
