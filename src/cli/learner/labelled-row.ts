import type { FactRole } from './column-roles.ts'

/** A row of a labelled file: where it stands, its text and labels, and the value of the column to group by. */
export interface LabelledRow {
  readonly line: number
  readonly text: string
  readonly labels: readonly string[]
  readonly group: string | undefined
  /** What else it says, as far as that was asked for. */
  readonly facts?: RowFacts
}

export type RowFacts = Readonly<Partial<Record<FactRole, string>>>
