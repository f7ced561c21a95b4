import type { PlacedRow } from '../dataset/row.ts'
import { type Scorer, scoreViolates } from '../train/scorer.ts'
import { groupsOf } from './groups-of.ts'
import type { ScoredRows } from './scored-rows.ts'

/** Scores rows of a dataset by their numbers; none of them erased. */
export async function scoreRows(
  scorer: Scorer,
  dataset: readonly PlacedRow[],
  numbers: Int32Array,
): Promise<ScoredRows> {
  const rows = Array.from(numbers, (row) => dataset[row]!)
  return {
    rows: numbers,
    violates: Uint8Array.from(rows, (row) => Number(row.violates)),
    scores: await scoreViolates(
      scorer,
      rows.map((row) => row.text ?? ''),
    ),
    groups: groupsOf(rows),
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
