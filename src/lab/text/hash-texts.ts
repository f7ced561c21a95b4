import { emptyNormal } from '../../signals/text/normal.ts'
import { normalise } from '../../signals/text/normalise.ts'
import { DONE, ngramReader } from '../../signals/text-model/ngram-reader.ts'

/** The n-grams of many texts; those of text i stand from `starts[i]` to `starts[i + 1]`, repeats and all. */
export interface HashedTexts {
  readonly hashes: Int32Array
  readonly starts: Int32Array
}

/** Reads every text with the reader that serves. */
export function hashTexts(texts: readonly string[]): HashedTexts {
  const reader = ngramReader()
  const normal = emptyNormal()
  const starts = new Int32Array(texts.length + 1)
  let hashes = new Int32Array(1 << 20)
  let n = 0
  for (let i = 0; i < texts.length; i++) {
    normalise(texts[i]!, normal)
    for (let at = 0; at !== DONE; ) {
      at = reader.read(normal, at)
      const { count } = reader.sink
      if (n + count > hashes.length) {
        const larger = new Int32Array(Math.max(hashes.length * 2, n + count))
        larger.set(hashes)
        hashes = larger
      }
      hashes.set(reader.sink.hashes.subarray(0, count), n)
      n += count
    }
    starts[i + 1] = n
  }
  return { hashes, starts }
}
