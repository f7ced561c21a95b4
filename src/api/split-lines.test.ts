import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitLines } from './split-lines.ts'

function split(chunks: Buffer[], maxBytes: number) {
  const splitter = splitLines(maxBytes)
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()]
}

test('however the stream is cut, the lines are the same', () => {
  const text = fc
    .array(fc.constantFrom('a', '가', '\n', '\r\n', 'long word'), { maxLength: 40 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (whole, sizes) => {
      const bytes = Buffer.from(whole)
      const chunks: Buffer[] = []
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length]!
        chunks.push(bytes.subarray(at, at + size))
        at += size
      }
      const expected = whole.split('\n').map((line) => line.replace(/\r$/, ''))
      if (whole === '' || whole.endsWith('\n')) expected.pop()
      const lines = split(chunks, 1000)
      expect(lines.map((line) => line.bytes?.toString())).toEqual(expected)
      expect(lines.map((line) => line.number)).toEqual(expected.map((_, index) => index + 1))
    }),
  )
})

test('a line beyond the limit is thrown away, the next one is not', () => {
  const lines = split([Buffer.from('aaaa'), Buffer.from('aa\nbb\ncccccc')], 5)
  expect(lines.map((line) => line.bytes?.toString())).toEqual([undefined, 'bb', undefined])
})
