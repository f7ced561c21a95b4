import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { csvRows } from '../../core/csv-rows.ts'
import { CliFailure } from '../failure.ts'
import { byteLines } from '../text/byte-lines.ts'
import { decoded } from '../text/decoded.ts'
import { tsvRows } from '../text/tsv-rows.ts'
import { type LabelColumns, labelColumns, labelsOfRow, type WhichColumns } from './label-columns.ts'
import { labelSeparator, splitLabels } from './label-separator.ts'
import { labelledJson } from './labelled-json.ts'
import type { LabelledRow } from './labelled-row.ts'

/** A labelled file as read. */
export interface LabelledFile {
  readonly name: string
  readonly sha256: string
  readonly rows: readonly LabelledRow[]
  readonly bad: readonly { readonly line: number; readonly why: string }[]
  /** What the labels of a cell were split at. */
  readonly separator: string | undefined
}

export const DATA_FORMATS = ['jsonl', 'csv', 'tsv'] as const
export type DataFormat = (typeof DATA_FORMATS)[number]

export interface ReadOptions extends WhichColumns {
  readonly format: DataFormat | undefined
  /** What several labels in a cell are split at; undefined: found out; empty: nothing. */
  readonly separator: string | undefined
  /** Column to group by. */
  readonly by: string | undefined
}

/** Reads a file of labelled texts. Throws CliFailure when the file or a column is not there; bad rows are listed. */
export async function readLabelledFile(
  cwd: string,
  file: string,
  options: ReadOptions,
): Promise<LabelledFile> {
  const path = resolve(cwd, file)
  const found = await stat(path).catch((fault: NodeJS.ErrnoException) => {
    throw new CliFailure('usage', `${file} cannot be read (${fault.code}); check the path`, fault)
  })
  if (found.isDirectory()) throw new CliFailure('usage', `${file} is a folder; give a file`)
  const digest = createHash('sha256')
  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of createReadStream(path)) {
      digest.update(chunk)
      yield chunk
    }
  }
  const format = options.format ?? formatOf(file)
  const read =
    format === 'jsonl' ? await readJson(bytes(), options) : await readTable(bytes(), format, file, options)
  const separator = format === 'jsonl' ? undefined : (options.separator ?? labelSeparator(read.rows))
  const rows = separator ? read.rows.map((row) => splitLabels(row, separator)) : read.rows
  return {
    name: basename(file),
    sha256: digest.digest('hex'),
    rows,
    bad: read.bad,
    separator: separator || undefined,
  }
}

function formatOf(file: string): DataFormat {
  const ending = extname(file).slice(1).toLowerCase()
  if (ending === 'csv') return 'csv'
  return ending === 'tsv' || ending === 'txt' || ending === 'tab' ? 'tsv' : 'jsonl'
}

type Read = { rows: LabelledRow[]; bad: { line: number; why: string }[] }

async function readJson(bytes: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<Read> {
  const read: Read = { rows: [], bad: [] }
  for await (const line of byteLines(bytes)) {
    if ('bad' in line) read.bad.push({ line: line.line, why: line.bad })
    else if (line.text.trim() !== '') {
      const row = labelledJson(line.text, line.line, options)
      if ('why' in row) read.bad.push(row)
      else read.rows.push(row)
    }
  }
  return read
}

async function readTable(
  bytes: AsyncIterable<Uint8Array>,
  format: 'csv' | 'tsv',
  file: string,
  options: ReadOptions,
): Promise<Read> {
  const read: Read = { rows: [], bad: [] }
  const cells: { line: number; fields: readonly string[] }[] = []
  let headings: readonly string[] | undefined
  for await (const row of format === 'csv' ? csvRows(decoded(bytes)) : tsvRows(bytes)) {
    if ('bad' in row) read.bad.push({ line: row.line, why: row.bad })
    else if (!headings) headings = row.fields.map((heading) => heading.trim())
    else if (row.fields.length !== headings.length)
      read.bad.push({
        line: row.line,
        why: `${row.fields.length} fields where the heading has ${headings.length}`,
      })
    else cells.push(row)
  }
  if (!headings)
    throw new CliFailure('usage', `${file} is empty; expected a heading and a labelled text a row`)
  const columns = labelColumns(
    file,
    headings,
    cells.map(({ fields }) => fields),
    options,
  )
  const by = options.by === undefined ? undefined : columnNamed(file, headings, options.by)
  for (const { line, fields } of cells) take(read, columns, line, fields, by)
  return read
}

function columnNamed(file: string, headings: readonly string[], name: string): number {
  const at = headings.indexOf(name)
  if (at === -1)
    throw new CliFailure('usage', `${file} has no column "${name}"; it has ${headings.join(', ')}`)
  return at
}

function take(
  read: Read,
  columns: LabelColumns,
  line: number,
  fields: readonly string[],
  by: number | undefined,
): void {
  const labels = labelsOfRow(columns, fields)
  if ('why' in labels) read.bad.push({ line, why: labels.why })
  else
    read.rows.push({
      line,
      text: fields[columns.text]!,
      labels: labels.labels,
      group: by === undefined ? undefined : fields[by]!,
    })
}
