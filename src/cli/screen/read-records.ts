import { type CsvRow, csvRows } from '../../core/csv-rows.ts'
import { byteLines } from '../text/byte-lines.ts'
import { decoded } from '../text/decoded.ts'
import { tsvRows } from '../text/tsv-rows.ts'
import { eventOfText, withLineId } from './event-of-text.ts'
import { guessColumn } from './guess-column.ts'
import type { InputRecord, RecordOptions } from './input-record.ts'
import { recordOfJson } from './record-of-json.ts'

/** Reads a file's bytes as events, one for each line or record; lines that are empty are left out. */
export async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  options: RecordOptions,
): AsyncGenerator<InputRecord, void, undefined> {
  for await (const record of plainRecords(bytes, options))
    yield record.kind === 'event' && options.run !== undefined
      ? { ...record, event: withLineId(record.event, options.run, record.line) }
      : record
}

function plainRecords(bytes: AsyncIterable<Uint8Array>, options: RecordOptions): AsyncIterable<InputRecord> {
  switch (options.format) {
    case 'csv':
      return tableRecords(csvRows(decoded(bytes)), options)
    case 'tsv':
      return tableRecords(tsvRows(bytes), options)
    case 'jsonl':
      return lineRecords(bytes, (text, line) => recordOfJson(text, line, options))
    case 'txt':
      return lineRecords(bytes, (text, line) => ({ kind: 'event', line, event: eventOfText(text, options) }))
  }
}

async function* lineRecords(
  bytes: AsyncIterable<Uint8Array>,
  read: (text: string, line: number) => InputRecord,
): AsyncGenerator<InputRecord, void, undefined> {
  for await (const line of byteLines(bytes)) {
    if ('bad' in line) yield { kind: 'bad', line: line.line, why: line.bad }
    else if (line.text.trim() !== '') yield read(line.text, line.line)
  }
}

async function* tableRecords(
  rows: AsyncIterable<CsvRow>,
  options: RecordOptions,
): AsyncGenerator<InputRecord, void, undefined> {
  let table: { readonly column: number; readonly width: number } | undefined
  for await (const row of rows) {
    const { line } = row
    if ('bad' in row) {
      yield { kind: 'bad', line, why: row.bad }
    } else if (!table) {
      table = { column: guessColumn(row.fields, options.column), width: row.fields.length }
    } else if (row.fields.length !== table.width) {
      yield { kind: 'bad', line, why: `${row.fields.length} fields where the heading has ${table.width}` }
    } else if (row.fields[table.column]!.trim() !== '') {
      yield { kind: 'event', line, event: eventOfText(row.fields[table.column]!, options) }
    }
  }
}
