import { expect, test } from 'vitest'
import { emptyNormal } from '../text/normal.ts'
import { normalise } from '../text/normalise.ts'
import { DONE, ngramReader } from './ngram-reader.ts'

function hashesOf(text: string): number[] {
  const reader = ngramReader()
  const normal = normalise(text, emptyNormal())
  const hashes: number[] = []
  for (let at = 0; at !== DONE; ) {
    at = reader.read(normal, at)
    hashes.push(...reader.sink.hashes.subarray(0, reader.sink.count))
  }
  return hashes
}

test('a text is read the same whatever was read before it: syllables joined from keys or jamo are syllables at once', () => {
  // Keys and jamo of syllables on pages that no text of this process has touched.
  const texts = ['hello world', 'ㅋㅡㅎ ㅍㅜㄹ', 'whddl qkrtk']
  const before = texts.map(hashesOf)
  for (let unit = 0xac00; unit <= 0xd7a3; unit += 64) normalise(String.fromCharCode(unit), emptyNormal())
  expect(texts.map(hashesOf)).toEqual(before)
})
