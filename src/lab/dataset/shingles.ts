import { nearLetters } from '../../signals/counters/near-text.ts'
import { SHINGLE } from '../../signals/near/near-bands.ts'

/** Hashes of the runs of letters of a text, each once, in rising order. Linear in time, but for the sorting. */
export function shinglesOf(text: string): Uint32Array {
  const { units, count } = nearLetters(text)
  const runs = Math.max(1, count - SHINGLE + 1)
  const hashes = new Uint32Array(runs)
  for (let from = 0; from < runs; from++) {
    let hash = 0x811c9dc5
    const end = Math.min(count, from + SHINGLE)
    for (let i = from; i < end; i++) hash = Math.imul(hash ^ units[i]!, 0x01000193)
    hashes[from] = hash >>> 0
  }
  hashes.sort()
  let kept = 0
  for (let i = 0; i < runs; i++) if (i === 0 || hashes[i] !== hashes[i - 1]) hashes[kept++] = hashes[i]!
  return hashes.slice(0, kept)
}

/** The part that two sets of shingles have in common, from 0 to 1 (Jaccard). */
export function sharedPart(one: Uint32Array, other: Uint32Array): number {
  let shared = 0
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const a = one[i]!
    const b = other[j]!
    if (a === b) shared++
    if (a <= b) i++
    if (b <= a) j++
  }
  return shared / (one.length + other.length - shared)
}
