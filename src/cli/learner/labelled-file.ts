import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { CliFailure } from '../failure.ts'
import { asUtf8 } from '../text/as-utf8.ts'
import { labelSeparator, splitLabels } from './label-separator.ts'
import type { LabelledFile } from './labelled-data.ts'
import { readLabelledFolder } from './read-labelled-folder.ts'
import { readLabelledJson } from './read-labelled-json.ts'
import { readLabelledTable } from './read-labelled-table.ts'
import type { ReadOptions } from './read-result.ts'
import { refuseUnreadable } from './refuse-unreadable.ts'

export const DATA_FORMATS = ['jsonl', 'csv', 'tsv'] as const
export type DataFormat = (typeof DATA_FORMATS)[number]

export interface FileOptions extends ReadOptions {
  readonly format: DataFormat | undefined
  /** What several labels in a cell are split at; undefined: found out; empty: nothing. */
  readonly separator: string | undefined
}

/** Reads a file of labelled texts. Throws CliFailure when the file or a column is not there; bad rows are listed. */
export async function readLabelledFile(
  cwd: string,
  file: string,
  options: FileOptions,
): Promise<LabelledFile> {
  const path = resolve(cwd, file)
  const found = await stat(path).catch((fault: NodeJS.ErrnoException) => {
    throw new CliFailure('usage', `${file} cannot be read (${fault.code}); check the path`, fault)
  })
  if (found.isDirectory()) return readLabelledFolder(cwd, file)
  const digest = createHash('sha256')
  const format = options.format ?? formatOf(file)
  let isBegun = false
  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of createReadStream(path)) {
      if (!isBegun) refuseUnreadable(file, format === 'jsonl', chunk)
      isBegun = true
      digest.update(chunk)
      yield chunk
    }
  }
  const utf8 = asUtf8(bytes())
  const read =
    format === 'jsonl'
      ? await readLabelledJson(utf8.bytes, file, options)
      : await readLabelledTable(utf8.bytes, format, file, options)
  const separator = format === 'jsonl' ? undefined : (options.separator ?? labelSeparator(read.rows))
  const rows = separator ? read.rows.map((row) => splitLabels(row, separator)) : read.rows
  return {
    name: basename(file),
    sha256: digest.digest('hex'),
    rows,
    bad: read.bad,
    separator: separator || undefined,
    encoding: utf8.found(),
    columns: read.columns,
    delimiter: read.delimiter,
  }
}

function formatOf(file: string): DataFormat {
  const ending = extname(file).slice(1).toLowerCase()
  if (ending === 'csv') return 'csv'
  return ending === 'tsv' || ending === 'txt' || ending === 'tab' ? 'tsv' : 'jsonl'
}
