import type { ColumnFacts, FileFacts } from './dataset.ts'

/** What an import says beside its rows; kept as JSON with it. */
export interface ImportBody {
  readonly files: readonly FileFacts[]
  readonly columns: readonly ColumnFacts[]
  /** What was found wrong while files were read: columns and rows by number, never content. */
  readonly warnings: readonly string[]
}
