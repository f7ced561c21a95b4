import { hashIds } from './hash-ids.ts'
import type { HashedTexts } from './hash-texts.ts'

/** Texts as sets of features that stand in at least two of them. */
export interface FeatureSpace {
  /** The hash of each feature. */
  readonly hashes: Int32Array
  /** Texts that a feature stands in. */
  readonly counts: Int32Array
  /** Features of all texts, each once a text; those of text i from `starts[i]` to `starts[i + 1]`. */
  readonly features: Int32Array
  readonly starts: Int32Array
  /** How many n-grams each text has, known or not, repeats and all. */
  readonly sizes: Int32Array
}

const SKETCH_BITS = 22

/** Numbers the features that at least two texts share. */
export function featureSpace({ hashes, starts }: HashedTexts): FeatureSpace {
  const rows = starts.length - 1
  const shared = sharedHashes(hashes, starts)
  // Memory that is never touched costs nothing, so that the bound may be far off.
  const ids = hashIds(shared.places)
  const stamps = new Int32Array(shared.places)
  const counts = new Int32Array(shared.places)
  const features = new Int32Array(shared.places)
  const to = new Int32Array(rows + 1)
  let n = 0
  for (let row = 0; row < rows; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      const hash = hashes[i]!
      if (shared.last[hash >>> (32 - SKETCH_BITS)]! >= 0) continue
      const id = ids.idOf(hash)
      if (stamps[id] === row + 1) continue
      stamps[id] = row + 1
      counts[id] = counts[id]! + 1
      features[n++] = id
    }
    to[row + 1] = n
  }
  const size = ids.size
  return {
    hashes: ids.hashes.slice(0, size),
    counts: counts.slice(0, size),
    features: features.slice(0, n),
    starts: to,
    sizes: Int32Array.from({ length: rows }, (_, row) => starts[row + 1]! - starts[row]!),
  }
}

/** Which cells of a sketch hold hashes of at least two texts: most n-grams stand in one, and are dropped here. */
function sharedHashes(hashes: Int32Array, starts: Int32Array): { last: Int32Array; places: number } {
  const last = new Int32Array(1 << SKETCH_BITS)
  for (let row = 0; row < starts.length - 1; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      const cell = hashes[i]! >>> (32 - SKETCH_BITS)
      const before = last[cell]!
      if (before === 0) last[cell] = row + 1
      else if (before > 0 && before !== row + 1) last[cell] = -1
    }
  }
  const end = starts[starts.length - 1]!
  let places = 0
  for (let i = 0; i < end; i++) if (last[hashes[i]! >>> (32 - SKETCH_BITS)]! < 0) places++
  return { last, places }
}
