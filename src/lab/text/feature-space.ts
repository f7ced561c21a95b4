import type { HashedTexts } from './hash-texts.ts'

/** Texts as sets of features that stand in at least two of them. */
export interface FeatureSpace {
  /** The hash of each feature; the more texts it stands in, the smaller its number. */
  readonly hashes: Int32Array
  /** Features of all texts, each once a text; those of text i from `starts[i]` to `starts[i + 1]`. */
  readonly features: Int32Array
  readonly starts: Int32Array
  /** The same as pairs of row and feature in an order that keeps features of like hash together, for counting. */
  readonly pairRows: Int32Array
  readonly pairFeatures: Int32Array
}

/** Parts are so small that the table of one stays in a core's cache. */
const PART_BITS = 7
const PARTS = 1 << PART_BITS

/**
 * Numbers the features that at least two texts share. The n-grams are first dealt into parts by their upper bits, so
 * that looking one up never leaves the cache: several times faster than one large table. Of more than `most`, the most
 * frequent stay.
 */
export function featureSpace(texts: HashedTexts, most = Number.POSITIVE_INFINITY): FeatureSpace {
  const rows = texts.starts.length - 1
  const dealt = deal(texts)
  const found = {
    hashes: new Int32Array(dealt.hashes.length),
    features: new Int32Array(dealt.hashes.length),
    size: 0,
    places: 0,
  }
  for (let part = 0; part < PARTS; part++) takePart(dealt, part, found)
  const places = found.features.subarray(0, found.places)
  const hashes = numberByFrequency(found.hashes.subarray(0, found.size), places, rows).subarray(0, most)
  const kept = keepBelow(hashes.length, places, dealt.rows)
  const pairRows = dealt.rows.subarray(0, kept)
  const pairFeatures = places.subarray(0, kept)
  // What was found part by part goes back to its row.
  const starts = new Int32Array(rows + 1)
  for (const row of pairRows) starts[row + 1] = starts[row + 1]! + 1
  for (let row = 0; row < rows; row++) starts[row + 1] = starts[row + 1]! + starts[row]!
  const next = starts.slice()
  const features = new Int32Array(kept)
  for (let i = 0; i < kept; i++) {
    const row = pairRows[i]!
    const at = next[row]!
    features[at] = pairFeatures[i]!
    next[row] = at + 1
  }
  return { hashes, features, starts, pairRows, pairFeatures }
}

/** Renumbers features by falling frequency, in place, and returns their hashes in the new order. */
function numberByFrequency(hashes: Int32Array, features: Int32Array, rows: number): Int32Array {
  const texts = new Int32Array(hashes.length)
  for (let i = 0; i < features.length; i++) texts[features[i]!] = texts[features[i]!]! + 1
  const starts = new Int32Array(rows + 2)
  for (let id = 0; id < texts.length; id++) starts[rows - texts[id]! + 1] = starts[rows - texts[id]! + 1]! + 1
  for (let i = 0; i <= rows; i++) starts[i + 1] = starts[i + 1]! + starts[i]!
  const sorted = new Int32Array(hashes.length)
  for (let id = 0; id < texts.length; id++) {
    const bin = rows - texts[id]!
    const rank = starts[bin]!
    starts[bin] = rank + 1
    sorted[rank] = hashes[id]!
    texts[id] = rank
  }
  for (let i = 0; i < features.length; i++) features[i] = texts[features[i]!]!
  return sorted
}

/** Moves the pairs of features numbered below `end` to the front; returns how many there are. */
function keepBelow(end: number, features: Int32Array, rows: Int32Array): number {
  let kept = 0
  for (let i = 0; i < features.length; i++) {
    if (features[i]! >= end) continue
    features[kept] = features[i]!
    rows[kept++] = rows[i]!
  }
  return kept
}

interface Dealt {
  readonly hashes: Int32Array
  /** The row of each; overwritten from the front with the rows of what was found. */
  readonly rows: Int32Array
  readonly starts: Int32Array
}

function deal({ hashes, starts }: HashedTexts): Dealt {
  const rows = starts.length - 1
  const total = starts[rows]!
  const partStarts = new Int32Array(PARTS + 1)
  for (let i = 0; i < total; i++) {
    const part = (hashes[i]! >>> (32 - PART_BITS)) + 1
    partStarts[part] = partStarts[part]! + 1
  }
  for (let part = 0; part < PARTS; part++) partStarts[part + 1] = partStarts[part + 1]! + partStarts[part]!
  const next = partStarts.slice()
  const dealt = { hashes: new Int32Array(total), rows: new Int32Array(total), starts: partStarts }
  for (let row = 0; row < rows; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      const hash = hashes[i]!
      const part = hash >>> (32 - PART_BITS)
      const to = next[part]!
      next[part] = to + 1
      dealt.hashes[to] = hash
      dealt.rows[to] = row
    }
  }
  return dealt
}

interface Found {
  readonly hashes: Int32Array
  readonly features: Int32Array
  size: number
  places: number
}

function takePart(dealt: Dealt, part: number, found: Found): void {
  const from = dealt.starts[part]!
  const to = dealt.starts[part + 1]!
  if (from === to) return
  // 1. Find which hashes stand in two rows. Rows come in rising order.
  let bits = 6
  while (1 << bits < (to - from) * 1.5) bits++
  const mask = (1 << bits) - 1
  const shift = 32 - PART_BITS - bits
  const keys = new Int32Array(mask + 1)
  const lasts = new Int32Array(mask + 1)
  const shared = new Uint8Array(mask + 1)
  const slots = new Int32Array(to - from)
  for (let i = from; i < to; i++) {
    const hash = dealt.hashes[i]!
    const row = dealt.rows[i]! + 1
    let slot = (shift >= 0 ? hash >>> shift : hash << -shift) & mask
    while (lasts[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & mask
    if (lasts[slot] === 0) keys[slot] = hash
    else if (lasts[slot] !== row) shared[slot] = 1
    lasts[slot] = row
    slots[i - from] = slot
  }
  // 2. Number those, and note them once a row.
  const ids = keys
  for (let slot = 0; slot <= mask; slot++) {
    lasts[slot] = 0
    if (shared[slot] === 0) continue
    found.hashes[found.size] = keys[slot]!
    ids[slot] = found.size++
  }
  let { places } = found
  for (let i = from; i < to; i++) {
    const slot = slots[i - from]!
    const row = dealt.rows[i]!
    if (shared[slot] === 0 || lasts[slot] === row + 1) continue
    lasts[slot] = row + 1
    found.features[places] = ids[slot]!
    // No later than the place that was just read.
    dealt.rows[places++] = row
  }
  found.places = places
}
