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

// In a file of its own: here no text has been read yet.
test('what a text reads as does not hang on the texts that were read before it', () => {
  // Typed on the Korean layout this is a word of syllables from two pages.
  const typed = 'cheap ㄱㅏㅂㅅ gksrmf'
  const first = hashesOf(typed)
  for (let unit = 0x20; unit < 0xd800; unit += 7) normalise(String.fromCharCode(unit))
  expect(hashesOf(typed)).toEqual(first)
})
