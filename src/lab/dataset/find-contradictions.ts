import type { LabRow } from './row.ts'

/** Clusters whose rows disagree on whether they violate. */
export interface Contradictions {
  readonly clusters: number
  /** Numbers of the rows of such clusters that are in the minority, or all where it is even. */
  readonly rows: readonly number[]
}

/** Finds near-duplicates that are labelled otherwise; rows are numbered from 0. */
export function findContradictions(
  rows: readonly Pick<LabRow, 'violates'>[],
  clusters: ArrayLike<number>,
): Contradictions {
  const tally = new Map<number, { violating: number; fine: number }>()
  for (const [at, { violates }] of rows.entries()) {
    const counted = tally.get(clusters[at]!) ?? { violating: 0, fine: 0 }
    if (violates) counted.violating++
    else counted.fine++
    tally.set(clusters[at]!, counted)
  }
  const minority = rows.flatMap(({ violates }, at) => {
    const { violating, fine } = tally.get(clusters[at]!)!
    const own = violates ? violating : fine
    const other = violates ? fine : violating
    return other > 0 && own <= other ? [at] : []
  })
  return {
    clusters: [...tally.values()].filter(({ violating, fine }) => violating > 0 && fine > 0).length,
    rows: minority,
  }
}
