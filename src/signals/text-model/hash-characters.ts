import { KIND, kind } from '../text/fold-table.ts'
import { mixHash } from './mix-hash.ts'
import type { Block, NgramSink } from './ngram-block.ts'

const SEED = 0x1234567
/** Five letters of an alphabet say about as much as four syllables. */
const LONGEST_OF_SYLLABLES = 3
const LONGEST = 5

/** Hashes the n-grams of 1 to 5 characters, spaces and signs included; each hash grows out of the shorter one. */
export function hashCharacters({ units, length }: Block, sink: NgramSink): void {
  const { hashes, spans } = sink
  let { count } = sink
  for (let i = 0; i < length; i++) {
    const longest = kind[units[i]!] === KIND.syllable ? LONGEST_OF_SYLLABLES : LONGEST
    const end = i + longest < length ? i + longest : length
    let hash = SEED
    for (let j = i; j < end; j++) {
      hash = mixHash(hash, units[j]!)
      if (spans !== undefined) {
        spans.firsts[count] = i
        spans.lasts[count] = j
      }
      hashes[count++] = hash
    }
  }
  sink.count = count
}
