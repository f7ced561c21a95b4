import { suspectedErrors } from '../../stats/label-quality/suspected-errors.ts'
import { findContradictions } from './find-contradictions.ts'
import type { Suspect } from './ports.ts'
import type { PlacedRow } from './row.ts'

/** Scores of `violates` by models that had not seen the rows; `rows` are their numbers from 0. */
export interface OutOfFold {
  readonly rows: ArrayLike<number>
  readonly scores: ArrayLike<number>
}

/**
 * Labels of a dataset that may be wrong, the likeliest error first: rows of which a model that had not seen them is as
 * sure that they are of the other class as it is of rows of that class (confident learning, Northcutt et al., 2021);
 * behind them near-duplicates that are labelled both ways.
 */
export function suspectsOfModel(rows: readonly PlacedRow[], { rows: seen, scores }: OutOfFold): Suspect[] {
  const heldOut = Array.from(seen, (at, i) => ({
    label: rows[at]!.violates ? 1 : 0,
    probabilities: [1 - scores[i]!, scores[i]!],
  }))
  const byModel = suspectedErrors(heldOut).map(({ row }): Suspect => {
    const { hash, violates } = rows[seen[row]!]!
    return { row: hash, violates, score: scores[row]!, why: 'model' }
  })
  const known = new Set(byModel.map(({ row }) => row))
  const contradicting = findContradictions(
    rows,
    rows.map(({ cluster }) => cluster),
  ).rows.flatMap((at): Suspect[] => {
    const { hash, violates } = rows[at]!
    return known.has(hash) ? [] : [{ row: hash, violates, score: undefined, why: 'contradiction' }]
  })
  return [...byModel, ...contradicting]
}
