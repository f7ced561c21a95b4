import type { ColumnFacts } from '../../lab/dataset/dataset.ts'
import type { FoundEncoding } from '../text/as-utf8.ts'
import type { LabelledRow } from './labelled-row.ts'
import type { BadRow } from './read-result.ts'

/** A labelled file as read. */
export interface LabelledFile {
  readonly name: string
  readonly sha256: string
  readonly rows: readonly LabelledRow[]
  readonly bad: readonly BadRow[]
  /** What the labels of a cell were split at. */
  readonly separator: string | undefined
  readonly encoding: FoundEncoding
  /** As far as columns were to be described. */
  readonly columns: readonly ColumnFacts[]
  /** What parts the cells, where the file's name says commas and it is something else. */
  readonly delimiter?: ';' | '\t' | undefined
  /** Of a folder: files and folders in it that are no labelled texts. */
  readonly others?: number
}
