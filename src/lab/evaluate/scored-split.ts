import type { PlacedRow } from '../dataset/row.ts'
import type { Scorer } from '../train/scorer.ts'
import { groupsOf } from './groups-of.ts'
import type { ScoredRows } from './scored-rows.ts'

/** Rows of a split with what a model says of them. */
export interface ScoredSplit {
  readonly scored: ScoredRows
  /** All labels of the first row, then of the next. */
  readonly all: Float32Array
}

/** Scores rows of a dataset by their numbers; none of them erased. `bound`: of its common texts. */
export async function scoreSplit(
  scorer: Scorer,
  dataset: readonly PlacedRow[],
  numbers: Int32Array,
  bound?: number,
): Promise<ScoredSplit> {
  const rows = Array.from(numbers, (row) => dataset[row]!)
  const all = await scorer.score(rows.map((row) => row.text ?? ''))
  const count = scorer.labels.length
  return {
    all,
    scored: {
      rows: numbers,
      violates: Uint8Array.from(rows, (row) => Number(row.violates)),
      scores: Float32Array.from(rows, (_, i) => all[i * count]!),
      groups: groupsOf(rows, bound),
    },
  }
}

/** The numbers of rows of a split that still have their text. */
export function rowsOfSplit(dataset: readonly PlacedRow[], split: PlacedRow['split']): Int32Array {
  const numbers: number[] = []
  dataset.forEach((row, i) => {
    if (row.split === split && row.text !== undefined) numbers.push(i)
  })
  return Int32Array.from(numbers)
}
