import { mixHash } from './mix-hash.ts'
import type { Block, NgramSink } from './ngram-block.ts'

const SEED = 0x5555555
const LONGEST = 4
const SHORTEST = 3
const FIRST_SYLLABLE = 0xac00
const LAST_SYLLABLE = 0xd7a3
/** A syllable begins with this jamo; ends with it. Any other unit does both. */
const BEGINS = 1
const ENDS = 2

/** Memory for the jamo of a block: the jamo, whether a syllable begins or ends there, and its unit. */
export interface JamoMemory {
  readonly letters: Uint16Array
  readonly edges: Uint8Array
  readonly at: Uint16Array
}

/**
 * Hashes the n-grams of 3 and 4 jamo that cut a syllable, so that endings and stems that share letters share
 * features. Those made of whole syllables are characters' n-grams already. A text without Hangul has none.
 */
export function hashJamo({ units, length }: Block, sink: NgramSink, memory: JamoMemory): void {
  const { letters, edges, at } = memory
  // 1. Take the syllables apart.
  let n = 0
  let hangul = false
  for (let i = 0; i < length; i++) {
    const unit = units[i]!
    if (unit < FIRST_SYLLABLE || unit > LAST_SYLLABLE) {
      letters[n] = unit
      edges[n] = BEGINS | ENDS
      at[n++] = i
      continue
    }
    hangul = true
    const index = unit - FIRST_SYLLABLE
    const tail = index % 28
    const body = (index - tail) / 28
    const vowel = body % 21
    letters[n] = 0x1100 + (body - vowel) / 21
    edges[n] = BEGINS
    at[n++] = i
    letters[n] = 0x1161 + vowel
    edges[n] = tail === 0 ? ENDS : 0
    at[n++] = i
    if (tail === 0) continue
    letters[n] = 0x11a7 + tail
    edges[n] = ENDS
    at[n++] = i
  }
  if (!hangul) return
  // 2. Hash what cuts one.
  const { hashes, spans } = sink
  let { count } = sink
  for (let i = 0; i < n; i++) {
    const whole = edges[i]! & BEGINS
    const end = i + LONGEST < n ? i + LONGEST : n
    let hash = SEED
    for (let j = i; j < end; j++) {
      hash = mixHash(hash, letters[j]!)
      if (j - i < SHORTEST - 1 || (whole !== 0 && (edges[j]! & ENDS) !== 0)) continue
      if (spans !== undefined) {
        spans.firsts[count] = at[i]!
        spans.lasts[count] = at[j]!
      }
      hashes[count++] = hash
    }
  }
  sink.count = count
}
