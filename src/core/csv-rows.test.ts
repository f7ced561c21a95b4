import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CsvRow, csvRows } from './csv-rows.ts'

async function read(...chunks: string[]): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  for await (const row of csvRows(chunks)) rows.push(row)
  return rows
}

const quote = (field: string) => `"${field.replaceAll('"', '""')}"`

test('whatever is written by the book is read back, however it comes in pieces', async () => {
  const field = fc.string({ unit: fc.constantFrom('a', '가', '😀', ' ', ',', '"', '\n', '\r', '\t') })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.integer({ min: 1, max: 7 }),
      async (rows, lineBreak, piece) => {
        const text = rows.map((fields) => fields.map(quote).join(',') + lineBreak).join('')
        const characters = [...text]
        const pieces: string[] = []
        for (let at = 0; at < characters.length; at += piece)
          pieces.push(characters.slice(at, at + piece).join(''))
        const found = await read(...pieces)
        expect(found.map((row) => ('fields' in row ? row.fields : row.bad))).toEqual(rows)
      },
    ),
  )
})

test('plain fields are what stands between the delimiters', async () => {
  expect(await read('a,b\n1, two\n,\n')).toEqual([
    { line: 1, fields: ['a', 'b'] },
    { line: 2, fields: ['1', ' two'] },
    { line: 3, fields: ['', ''] },
  ])
})

test('a record is known by the line it starts on, line breaks in quotes counted', async () => {
  expect(await read('h\r\n"one\r\ntwo\nthree"\r\n\r\nlast')).toEqual([
    { line: 1, fields: ['h'] },
    { line: 2, fields: ['one\r\ntwo\nthree'] },
    { line: 6, fields: ['last'] },
  ])
})

test('text after a closing quote spoils its record and no other', async () => {
  expect(await read('"a"b,c\nd,e\n')).toEqual([
    { line: 1, bad: 'text stands after a closing quote; write a quote inside a field twice' },
    { line: 2, fields: ['d', 'e'] },
  ])
})

test('a quote that is never closed is named by its line', async () => {
  expect(await read('a\n"b\nc\n')).toEqual([
    { line: 1, fields: ['a'] },
    { line: 2, bad: 'the quote is not closed before the file ends', to: 3 },
  ])
})

test('a record past the limit ends the reading, so that memory stays bounded', async () => {
  const rows = await read('a\n"', ...Array.from({ length: 1100 }, () => 'x'.repeat(1024)))
  expect(rows).toHaveLength(2)
  expect(rows[1]).toMatchObject({ line: 2, bad: expect.stringContaining('longer than 1 MiB') })
})
