import type { ColumnFacts } from '../../lab/dataset/dataset.ts'
import type { AskedFacts } from './column-roles.ts'
import type { WhichColumns } from './label-columns.ts'
import type { LabelledRow } from './labelled-row.ts'

export interface ReadOptions extends WhichColumns {
  /** Column to group by. */
  readonly by: string | undefined
  /** Columns of facts about each row; undefined: they are not looked for, nor are columns described. */
  readonly facts: AskedFacts | undefined
}

/** A row that cannot be read. */
export interface BadRow {
  readonly line: number
  readonly why: string
  /** The line that it ends on, where it takes others along. */
  readonly to?: number
  /** Nothing behind it was read. */
  readonly isLast?: true
}

/** What was read of a file, before cells with several labels are split. */
export interface ReadResult {
  readonly rows: LabelledRow[]
  readonly bad: BadRow[]
  columns: readonly ColumnFacts[]
  /** What parts the cells of a file called CSV, where it is no comma. */
  delimiter?: ';' | '\t'
}
