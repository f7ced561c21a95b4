import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import type { CliAdapters } from '../adapters.ts'
import { type ColumnOptions, readData } from './read-data.ts'

const cwd = mkdtempSync(join(tmpdir(), 'haechi-read-data-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

async function read(name: string, content: string | Uint8Array, options: ColumnOptions = {}) {
  writeFileSync(join(cwd, name), content)
  let err = ''
  const stderr = {
    isTTY: false,
    async write(text: string) {
      err += text
    },
  }
  const data = await readData(
    { cwd, stderr } as unknown as CliAdapters,
    { ...options, data: [name] },
    { facts: {} },
  ).catch((fault: Error) => fault.message)
  return typeof data === 'string' ? { says: data, err, rows: [] } : { says: '', err, rows: data.rows }
}

const lines = (count: number, sign = ',') =>
  Array.from({ length: count }, (_, i) => `text ${i}${sign}${i % 3 === 0 ? 'hate' : 'none'}\n`)

test('a quote that is not closed loses no part of a file in silence', async () => {
  const rows = lines(100)
  rows[50] = `"${rows[50]}`
  const cut = await read('cut.csv', `text,label\n${rows.join('')}`)
  expect(cut.says).toContain('More than 2 % of the rows')
  expect(cut.err).toContain('cut.csv:52: the quote is not closed before the file ends')
  expect(cut.err).toContain('with all up to line 101: 50 lines')
  // The next quote closes it, and what stands between is gone as well.
  rows[80] = `text "80,none\n`
  const swallowed = await read('swallowed.csv', `text,label\n${rows.join('')}`)
  expect(swallowed.says).toContain('More than 2 % of the rows')
  expect(swallowed.err).toContain('with all up to line 82: 31 lines')
  const skipped = await read('cut.csv', `text,label\n${rows.slice(0, 80).join('')}`, { skipBad: true })
  expect(skipped.rows).toHaveLength(50)
})

test('what is behind a row past the limit is missed', async () => {
  const long = `"${'x\n'.repeat(600_000)}"`
  const said = await read('long.csv', `text,label\n${lines(100).join('')}${long},none\n${lines(9).join('')}`)
  expect(said.says).toContain('A file was not read to its end')
})

test.each([
  [';', 'semicolons'],
  ['\t', 'tabs'],
])('a file called CSV that is parted by %j is read, and it is told', async (sign, word) => {
  const { rows, err } = await read('other.csv', `\ufefftext${sign}label\n${lines(9, sign).join('')}`)
  expect(rows.map(({ labels }) => labels[0])).toEqual(
    Array.from({ length: 9 }, (_, i) => (i % 3 === 0 ? 'hate' : 'none')),
  )
  expect(rows[1]?.text).toBe('text 1')
  expect(err).toContain(`other.csv: cells are parted by ${word}.`)
})

test('commas win where a heading has any outside of quotes', async () => {
  const { rows, err } = await read('comma.csv', `text,"la;bel"\n${lines(3).join('')}`)
  expect([rows.length, err]).toEqual([3, ''])
})

test.each([
  ['f.csv.gz', gzipSync('text,label\na,b\n'), 'f.csv.gz is compressed (gzip); unpack it first'],
  ['f.csv', gzipSync('text,label\na,b\n'), 'f.csv is compressed (gzip); unpack it first'],
  ['f.xlsx', Buffer.from('PK\x03\x04…'), 'f.xlsx is an Excel workbook or a zip; save it as CSV'],
  ['f.csv', Buffer.from('text,label\na,b\n', 'utf16le'), 'UTF-16 without a byte order mark'],
  ['f.json', '[{"text":"a","label":"b"}]', 'f.json is one JSON list; write an object a line'],
  ['f.jsonl', '{"data":{"text":"a"},"meta":"b"}\n', 'Pass --text with one of: data, meta. Keys inside'],
  ['f.csv', 'one,two\na,b\n', 'Pass --text with one of: one, two. The first line is taken for the headings'],
  ['f.csv', 'text\na\n', 'f.csv has no column for the label beside "text"'],
])('%s that cannot be used says what it is, and the way out', async (name, content, says) => {
  expect((await read(name, content)).says).toContain(says)
})

test('of a line of long texts in the place of headings little is shown', async () => {
  const { says } = await read('bare.csv', `${'word '.repeat(50)},none\n`)
  expect(says).toContain('one of: word ')
  expect(says.length).toBeLessThan(200)
})
