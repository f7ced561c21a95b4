import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteLines, type Line, LONGEST_LINE } from './byte-lines.ts'

async function read(...chunks: Uint8Array[]): Promise<Line[]> {
  async function* source() {
    yield* chunks
  }
  const lines: Line[] = []
  for await (const line of byteLines(source())) lines.push(line)
  return lines
}

const bytes = (text: string) => new TextEncoder().encode(text)

test('lines come back whole, wherever the bytes are cut', async () => {
  const text = fc
    .string({ unit: fc.constantFrom('a', '가', '😀', ' ', '\t', '\ufeff') })
    .map((line) => `x${line}`)
  await fc.assert(
    fc.asyncProperty(fc.array(text), fc.integer({ min: 1, max: 9 }), async (lines, piece) => {
      const all = bytes(lines.map((line) => `${line}\n`).join(''))
      const pieces = Array.from({ length: Math.ceil(all.length / piece) }, (_, i) =>
        all.subarray(i * piece, (i + 1) * piece),
      )
      expect(await read(...pieces)).toEqual(lines.map((line, i) => ({ line: i + 1, text: line })))
    }),
  )
})

test('CRLF, a byte order mark and a missing last line break are no part of a line', async () => {
  expect(await read(bytes('\ufeffone\r\ntwo'))).toEqual([
    { line: 1, text: 'one' },
    { line: 2, text: 'two' },
  ])
})

test('a line that is not UTF-8 is bad, and the next one is read', async () => {
  const [bad, good] = await read(Uint8Array.of(0xb0, 0xa1, 0x0a), bytes('good\n'))
  expect(bad).toMatchObject({ line: 1, bad: expect.stringContaining('not UTF-8') })
  expect(good).toEqual({ line: 2, text: 'good' })
})

test('a line past the limit is bad, and the next one is read', async () => {
  const long = new Uint8Array(LONGEST_LINE).fill(0x61)
  expect(await read(long, bytes('a\ngood\n'))).toEqual([
    { line: 1, bad: 'longer than 1 MiB' },
    { line: 2, text: 'good' },
  ])
})
