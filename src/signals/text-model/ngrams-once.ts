import { foldOnce } from '../text/fold-once.ts'
import { DONE, ngramReader } from './ngram-reader.ts'

/** The n-grams of a text; only the first `count` hashes count. */
export interface Ngrams {
  readonly hashes: Int32Array
  count: number
}

/** Longer texts are read block by block by each model. In plain units. */
const LONGEST = 2000

const reader = ngramReader()
const kept: Ngrams = { hashes: new Int32Array(2 * reader.sink.hashes.length), count: 0 }
let last: string | undefined

/**
 * The n-grams of a text, read once for all models that are asked about it one after the other; undefined for a long
 * one. They are good until the next call.
 */
export function ngramsOnce(text: string): Ngrams | undefined {
  if (text === last) return kept
  const normal = foldOnce(text)
  if (normal.length > LONGEST) return undefined
  last = undefined
  kept.count = 0
  for (let at = 0; at !== DONE; ) {
    at = reader.read(normal, at)
    kept.hashes.set(reader.sink.hashes.subarray(0, reader.sink.count), kept.count)
    kept.count += reader.sink.count
  }
  last = text
  return kept
}
