import type { MediaFacts } from '../media-facts.ts'
import { viewsOf } from './copy-marks.ts'
import { bitsApart, hashBytes } from './hash-bytes.ts'

/** How many bits the views of an item and the kept ones of another differ by on average, as they stand or mirrored. */
export function viewsApart(facts: MediaFacts, kept: Uint8Array): number | undefined {
  let best: number | undefined
  for (const turn of [0, 'mirrored'] as const) {
    const mine = viewsOf(facts, turn)
    if (mine.length === 0 || kept.length !== 32 * mine.length) continue
    const bits =
      mine.reduce((sum, hash, i) => sum + bitsApart(hashBytes(hash), 0, kept, 32 * i), 0) / mine.length
    if (best === undefined || bits < best) best = bits
  }
  return best
}
