/** A record of a CSV file by the line that it starts on, from 1: its fields, or why it cannot be read. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] } | BadCsvRow

export interface BadCsvRow {
  readonly line: number
  readonly bad: string
  /** The line that it ends on, where it is another one: a quote that is not closed takes records along. */
  readonly to?: number
  /** Nothing behind it was read. */
  readonly isLast?: true
}

/** In UTF-16 units; past it a quote was surely never closed, and memory must stay bounded. */
export const LONGEST_ROW = 1024 * 1024

/**
 * Reads CSV as it comes in (RFC 4180: quoted fields may hold delimiters, quotes written twice, and line breaks).
 * Lines may end in LF, CRLF or CR; empty lines are no records.
 */
export async function* csvRows(
  chunks: AsyncIterable<string> | Iterable<string>,
  delimiter = ',',
  longest = LONGEST_ROW,
): AsyncGenerator<CsvRow, void, undefined> {
  let fields: string[] = []
  let field = ''
  let length = 0
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  let fault: string | undefined
  let line = 1
  let startLine = 1
  let afterCr = false

  /** Ends a record; an empty line gives nothing. */
  const endRow = (endLine: number): CsvRow | undefined => {
    const empty = fields.length === 0 && field === '' && state === 'start'
    const row: CsvRow =
      fault === undefined
        ? { line: startLine, fields: [...fields, field] }
        : { line: startLine, bad: fault, ...upTo(startLine, endLine) }
    fields = []
    field = ''
    length = 0
    state = 'start'
    fault = undefined
    startLine = line
    return empty && 'fields' in row ? undefined : row
  }

  for await (const chunk of chunks) {
    for (const char of chunk) {
      const afterCrNow = afterCr
      afterCr = char === '\r'
      const isBreak = char === '\r' || char === '\n'
      const secondOfPair = char === '\n' && afterCrNow
      if (isBreak && !secondOfPair) line++
      if (++length > longest) {
        yield {
          line: startLine,
          bad: `longer than ${longest / 1_048_576} MiB; a quote is probably not closed, and the rest was not read`,
          isLast: true,
        }
        return
      }
      if (state === 'quoted') {
        if (char === '"') state = 'closed'
        else field += char
        continue
      }
      if (isBreak) {
        // The LF of a CRLF: the CR has ended the record.
        if (secondOfPair) {
          length = 0
          startLine = line
          continue
        }
        const row = endRow(line - 1)
        if (row) yield row
      } else if (char === delimiter) {
        fields.push(field)
        field = ''
        state = 'start'
        // An empty last field is a field: `a,` has two.
      } else if (char === '"' && state === 'start') {
        state = 'quoted'
      } else if (char === '"' && state === 'closed') {
        field += '"'
        state = 'quoted'
      } else {
        if (state === 'closed')
          fault ??= 'text stands after a closing quote; write a quote inside a field twice'
        else state = 'plain'
        field += char
      }
    }
  }
  if (state === 'quoted')
    yield {
      ...{ line: startLine, bad: 'the quote is not closed before the file ends' },
      // A line break at the very end begins no line.
      ...upTo(startLine, /[\r\n]$/.test(field) ? line - 1 : line),
    }
  else if (fields.length > 0 || field !== '' || state !== 'start') {
    const row = endRow(line)
    if (row) yield row
  }
}

function upTo(line: number, to: number): { readonly to?: number } {
  return to > line ? { to } : {}
}
