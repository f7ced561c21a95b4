import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineSink } from './line-sink.ts'

test('all lines are written, in order, in pieces that end with a line', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 12 }), async (sizes) => {
      const pieces: string[] = []
      const sink = lineSink(async (text) => {
        await Promise.resolve()
        pieces.push(text)
      })
      const lines = sizes.map((size, i) => `${i}${'x'.repeat(size)}\n`)
      for (const line of lines) await sink.add(line)
      await sink.flush()
      expect(pieces.join('')).toBe(lines.join(''))
      expect(pieces.every((piece) => piece.endsWith('\n'))).toBe(true)
    }),
  )
})

test('a write that fails is told to whoever adds or flushes next', async () => {
  const sink = lineSink(() => Promise.reject(new Error('no space')))
  await sink.add('one\n')
  await expect(sink.flush()).rejects.toThrow('no space')
  await sink.add('two\n')
  await expect(sink.flush()).rejects.toThrow('no space')
})
