import type { LabelledText } from './labelled-text.ts'

/** Who has which label. */
export interface LabelTable {
  /** In the order of their code points, so that the order of rows does not matter; or as they were given. */
  readonly labels: readonly string[]
  readonly multiLabel: boolean
  readonly rows: number
  /** 1 at `row * labels.length + label` where the row has the label. */
  readonly has: Uint8Array
}

/**
 * Whether rows may have several labels, or none: decided by the rows unless `multiLabel` says. `given`: the labels that
 * count, in this order; left out: those that the rows have.
 */
export function labelTable(
  rows: readonly LabelledText[],
  multiLabel?: boolean,
  given?: readonly string[],
): LabelTable {
  const labels =
    given ?? [...new Set(rows.flatMap((row) => row.labels))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return {
    labels,
    multiLabel: multiLabel ?? rows.some((row) => new Set(row.labels).size !== 1),
    rows: rows.length,
    has: hasLabels(rows, labels),
  }
}

/** The table of the first rows alone. */
export function firstRows(table: LabelTable, rows: number): LabelTable {
  return rows === table.rows
    ? table
    : { ...table, rows, has: table.has.subarray(0, rows * table.labels.length) }
}

/** The same table for rows whose labels are known beforehand; others are left out. */
export function hasLabels(rows: readonly LabelledText[], labels: readonly string[]): Uint8Array {
  const index = new Map(labels.map((label, k) => [label, k]))
  const has = new Uint8Array(rows.length * labels.length)
  rows.forEach((row, i) => {
    for (const label of row.labels) {
      const k = index.get(label)
      if (k !== undefined) has[i * labels.length + k] = 1
    }
  })
  return has
}
