import { nearLetters } from '../counters/near-text.ts'

/** Letters in a row that are looked at together; Hangul counts its jamo, so that it is three syllables or so. */
export const SHINGLE = 8
/** Bands, and how many least hashes make one. */
export const BANDS = 3
export const ROWS = 2

export interface NearBands {
  /** Letters as a near text counts them: without repeats, digits, signs, spaces and emoji. */
  readonly letters: number
  /** Sixteen hexadecimal digits each. Texts that are alike share one at least, most often. */
  readonly bands: readonly string[]
}

const HASHES = BANDS * ROWS
/** Odd multipliers and seeds of the hash functions; any will do. */
const FACTORS = Uint32Array.of(0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1, 0xd3a2646d)
const SEEDS = Uint32Array.of(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0)
const least = new Uint32Array(HASHES)

/**
 * Bands of a text for finding near copies: MinHash (Broder 1997) over its runs of eight letters, two least hashes to a
 * band. Of two texts that share a part J of their runs, a band is the same with chance J²; all three differ with
 * (1 - J²)³. The letters are those of `addNearText`, so that spacing, case, look-alikes, digits, emoji, repeats and
 * jamo make no difference. A text of fewer letters than a run has the same bands only as its equal. Linear in time.
 */
export function nearBands(text: string): NearBands {
  const { units, count } = nearLetters(text)
  least.fill(0xffffffff)
  const runs = Math.max(1, count - SHINGLE + 1)
  for (let from = 0; from < runs; from++) {
    let hash = 0x811c9dc5
    const end = Math.min(count, from + SHINGLE)
    for (let i = from; i < end; i++) hash = Math.imul(hash ^ units[i]!, 0x01000193)
    for (let i = 0; i < HASHES; i++) {
      const mixed = mix(Math.imul(hash ^ SEEDS[i]!, FACTORS[i]!))
      if (mixed < least[i]!) least[i] = mixed
    }
  }
  const bands: string[] = []
  for (let i = 0; i < HASHES; i += ROWS) {
    let band = ''
    for (let row = 0; row < ROWS; row++) band += least[i + row]!.toString(16).padStart(8, '0')
    bands.push(band)
  }
  return { letters: count, bands }
}

/** Finaliser of MurmurHash3 (A. Appleby, public domain). */
function mix(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
