import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineBatches } from './line-batches.ts'

async function read(...chunks: Uint8Array[]): Promise<(string | undefined)[]> {
  async function* source() {
    yield* chunks
  }
  const lines: (string | undefined)[] = []
  for await (const batch of lineBatches(source())) lines.push(...batch)
  return lines
}

test('lines come back whole and in order, wherever the bytes are cut', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', '가', '😀', ' ', '\t') }).map((line) => `x${line}`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(text),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (lines, piece, ends) => {
        const all = new TextEncoder().encode(lines.join('\n') + (ends && lines.length > 0 ? '\n' : ''))
        const pieces = Array.from({ length: Math.ceil(all.length / piece) }, (_, i) =>
          all.subarray(i * piece, (i + 1) * piece),
        )
        expect(await read(...pieces)).toEqual(lines)
      },
    ),
  )
})

test('a line that is not UTF-8 is undefined, and its neighbours are read', async () => {
  const bytes = Buffer.concat([Buffer.from('one\n'), Buffer.from([0xb0, 0xa1]), Buffer.from('\ntwo\nthree')])
  expect(await read(bytes)).toEqual(['one', undefined, 'two', 'three'])
})

test('a byte order mark is no part of the first line', async () => {
  expect(await read(Buffer.from('\ufeffone\n\ufefftwo'))).toEqual(['one', '\ufefftwo'])
})

test('a line without end is given up', async () => {
  const piece = new Uint8Array(1024 * 1024).fill(0x61)
  const lines = await read(...Array.from({ length: 20 }, () => piece), Buffer.from('\nnext'))
  expect(lines).toEqual([undefined, 'next'])
})
