import type { CsvRow } from '../../core/csv-rows.ts'
import { byteLines } from './byte-lines.ts'

/** TSV has no quoting (IANA text/tab-separated-values): a quote is a quote. */
export async function* tsvRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow, void, undefined> {
  for await (const line of byteLines(bytes)) {
    if ('bad' in line) yield line
    else if (line.text.trim() !== '') yield { line: line.line, fields: line.text.split('\t') }
  }
}
