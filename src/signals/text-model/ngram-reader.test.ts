import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalise } from '../text/normalise.ts'
import { DONE, ngramReader } from './ngram-reader.ts'

function hashesOf(text: string): number[] {
  const reader = ngramReader()
  const normal = normalise(text)
  const found: number[] = []
  for (let at = 0; at !== DONE; ) {
    at = reader.read(normal, at)
    found.push(...reader.sink.hashes.subarray(0, reader.sink.count))
  }
  return found
}

test('the hashes are the ones that models were trained with', () => {
  // When this fails, FEATURISER has to be raised and the starter models trained again.
  const digest = (text: string) => hashesOf(text).reduce((sum, hash) => (Math.imul(sum, 31) + hash) | 0, 7)
  expect(digest('나는 바보가 아니야 ㅋㅋㅋㅋㅋ')).toBe(1783476635)
  expect(digest('Hello, w0rld! 日本語 привет')).toBe(128839445)
})

test('an explaining reader gives the same hashes, with spans inside the block', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('가', '나', '힣', 'a', 'b', ' ', '!', 'ㅋ', '9') }),
      (text) => {
        const normal = normalise(text)
        const [plain, explains] = [ngramReader(), ngramReader(true)]
        plain.read(normal, 0)
        explains.read(normal, 0)
        const { sink, block } = explains
        expect(sink.hashes.subarray(0, sink.count)).toEqual(plain.sink.hashes.subarray(0, plain.sink.count))
        for (let i = 0; i < sink.count; i++) {
          const [first, last] = [sink.spans!.firsts[i]!, sink.spans!.lasts[i]!]
          expect(first <= last && last < block.length).toBe(true)
        }
      },
    ),
  )
})

test('every part of a long text is read once, and blocks are cut between words', () => {
  const words = Array.from({ length: 3000 }, (_, i) => `w${i}`.replace(/(\d)\1{3}/, 'four'))
  const reader = ngramReader()
  const normal = normalise(words.join(' '))
  const read: string[] = []
  for (let at = 0; at < normal.length; ) {
    at = reader.read(normal, at)
    const { units, length } = reader.block
    read.push(...String.fromCharCode(...units.subarray(1, length - 1)).split(' '))
  }
  expect(read).toEqual(words)
})

test('a letter drawn out counts as three', () => {
  expect(hashesOf(`a${'ㅋ'.repeat(50)}b`)).toEqual(hashesOf('aㅋㅋㅋb'))
})
