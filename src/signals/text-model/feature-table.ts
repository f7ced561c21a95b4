/** A hash table of features in which the weights of all columns stand side by side at the slot of the feature. */
export interface FeatureTable {
  /** A bit for each value of the upper bits of a hash (`hash >>> filterShift`): 0 where no feature has it. */
  readonly filter: Uint8Array
  readonly filterShift: number
  /** The slot of a hash is its upper bits: `hash >>> shift`. */
  readonly shift: number
  /** The lower bits of the hash in each slot, never 0; 0: the slot is free. */
  readonly tags: Uint16Array
  /** `columns` weights a slot. */
  readonly weights: Int8Array
  readonly columns: number
}

/**
 * Lays out hashes and their rows of weights for look-up by linear probing. Of two hashes that agree in their lower
 * bits and meet in one run of slots the first wins: about one in 100,000 does.
 */
export function buildFeatureTable(hashes: Int32Array, rows: Int8Array, columns: number): FeatureTable {
  let bits = 4
  while (1 << bits < hashes.length * 1.6) bits++
  const size = 1 << bits
  const tags = new Uint16Array(size)
  const weights = new Int8Array(size * columns)
  const shift = 32 - bits
  // Twelve bits or more a feature: of the n-grams that are none, one in twelve at most is looked up in vain.
  const filterShift = Math.max(0, shift - 3)
  const filter = new Uint8Array(1 << (29 - filterShift))
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i]!
    const tag = tagOf(hash)
    let slot = hash >>> shift
    while (tags[slot] !== 0 && tags[slot] !== tag) slot = (slot + 1) & (size - 1)
    if (tags[slot] === tag) continue
    tags[slot] = tag
    const bit = hash >>> filterShift
    filter[bit >>> 3]! |= 1 << (bit & 7)
    weights.set(rows.subarray(i * columns, (i + 1) * columns), slot * columns)
  }
  return { filter, filterShift, shift, tags, weights, columns }
}

/** What of a hash is kept in its slot. */
export function tagOf(hash: number): number {
  return hash & 0xffff || 1
}

/** The slot of a hash, or -1. */
export function findSlot({ shift, tags }: FeatureTable, hash: number): number {
  const mask = tags.length - 1
  const tag = tagOf(hash)
  let slot = hash >>> shift
  for (;;) {
    const found = tags[slot]!
    if (found === tag) return slot
    if (found === 0) return -1
    slot = (slot + 1) & mask
  }
}
