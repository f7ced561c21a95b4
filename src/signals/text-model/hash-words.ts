import { KIND, kind } from '../text/fold-table.ts'
import { mixHash } from './mix-hash.ts'
import type { Block, NgramSink } from './ngram-block.ts'

const SEED = 0x7654321

/** Hashes each word, and each two words in a row. A word is a run of letters, syllables and digits. */
export function hashWords({ units, length }: Block, sink: NgramSink): void {
  const { hashes, spans } = sink
  let { count } = sink
  let hash = 0
  let start = 0
  let before = 0
  let startBefore = 0
  // A block ends in a space, so that its last word is ended too.
  for (let i = 0; i < length; i++) {
    const unit = units[i]!
    const k = kind[unit]!
    if (k === KIND.letter || k === KIND.syllable || k === KIND.digit) {
      if (hash === 0) {
        hash = SEED
        start = i
      }
      hash = mixHash(hash, unit)
      continue
    }
    if (hash === 0) continue
    if (spans !== undefined) {
      spans.firsts[count] = start
      spans.lasts[count] = i - 1
    }
    hashes[count++] = hash
    if (before !== 0) {
      if (spans !== undefined) {
        spans.firsts[count] = startBefore
        spans.lasts[count] = i - 1
      }
      hashes[count++] = mixHash(Math.imul(before, 0x85ebca6b), hash)
    }
    before = hash
    startBefore = start
    hash = 0
  }
  sink.count = count
}
