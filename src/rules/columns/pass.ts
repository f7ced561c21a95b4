import type { ColumnBlock } from '../column.ts'
import { type ColumnRead, isComplete, type LoadedColumn, loadColumn } from './loaded-column.ts'

/** Rows judged at a time, so that what is read and written of them stays in the processor's cache. */
export const BATCH = 8192

interface Entry {
  readonly column: LoadedColumn
  complete: boolean | undefined
}

/** One run over rows of one block: its columns, each loaded when it is first needed. */
export class Pass {
  readonly block: ColumnBlock
  private readonly from: number
  private readonly to: number
  private readonly loaded = new Map<string, Entry>()

  constructor(block: ColumnBlock, from: number, to: number) {
    this.block = block
    this.from = from
    this.to = to
  }

  get rows(): number {
    return this.to - this.from
  }

  column(read: ColumnRead): LoadedColumn {
    return this.entry(read).column
  }

  /** Whether every row of this run has a value. */
  isComplete(read: ColumnRead): boolean {
    const entry = this.entry(read)
    entry.complete ??= isComplete(entry.column, this.from, this.to)
    return entry.complete
  }

  private entry(read: ColumnRead): Entry {
    const key = `${read.from} ${read.key} ${read.kind}`
    let entry = this.loaded.get(key)
    if (entry === undefined) {
      entry = { column: loadColumn(this.block, read), complete: undefined }
      this.loaded.set(key, entry)
    }
    return entry
  }
}
