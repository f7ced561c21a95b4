import type { ColumnReader, RowValues } from './column-reader.ts'
import { arraysOf, type ColumnRead } from './loaded-column.ts'
import type { Pass } from './pass.ts'
import type { WordMemo } from './word-memo.ts'

/** What generated code reads, ready to be handed to it for one pass after another. */
export interface Bound {
  readonly reads: readonly ColumnRead[]
  readonly required: ReadonlySet<number>
  readonly memos: readonly WordMemo[]
  readonly memoColumns: readonly number[]
  readonly rowMemos: readonly RowValues[]
  readonly constants: readonly unknown[]
}

export function boundOf(reader: ColumnReader): Bound {
  return {
    reads: reader.columns,
    required: reader.required,
    memos: reader.memos.map(({ memo }) => memo),
    memoColumns: reader.memos.map(({ column }) => column),
    rowMemos: reader.rowMemos,
    constants: reader.constants,
  }
}

/** The arrays of all columns for a pass, with the memories bound to it; `closed`: every word has been judged. */
export function loadBound(
  { reads, memos, memoColumns, rowMemos }: Bound,
  pass: Pass,
): { readonly columns: unknown[]; readonly closed: boolean } {
  const loaded = reads.map((read) => pass.column(read))
  let closed = memos.length > 0
  for (const [i, column] of memoColumns.entries()) {
    const words = loaded[column]!
    if (words.kind === 'text') closed = memos[i]!.bind(words.words, pass.rows) && closed
  }
  for (const memo of rowMemos) memo.bind(pass)
  return { columns: loaded.flatMap(arraysOf), closed }
}
