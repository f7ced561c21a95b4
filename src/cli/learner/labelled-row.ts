/** A row of a labelled file: where it stands, its text and labels, and the value of the column to group by. */
export interface LabelledRow {
  readonly line: number
  readonly text: string
  readonly labels: readonly string[]
  readonly group: string | undefined
}
