import type { ColumnFacts } from '../../lab/dataset/dataset.ts'
import type { FoundEncoding } from '../text/as-utf8.ts'
import type { LabelledRow } from './labelled-row.ts'

/** A labelled file as read. */
export interface LabelledFile {
  readonly name: string
  readonly sha256: string
  readonly rows: readonly LabelledRow[]
  readonly bad: readonly { readonly line: number; readonly why: string }[]
  /** What the labels of a cell were split at. */
  readonly separator: string | undefined
  readonly encoding: FoundEncoding
  /** As far as columns were to be described. */
  readonly columns: readonly ColumnFacts[]
  /** Of a folder: files and folders in it that are no labelled texts. */
  readonly others?: number
}
