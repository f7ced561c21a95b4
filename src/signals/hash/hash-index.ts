/** A known hash near the one that was asked for. */
export interface HashMatch {
  readonly id: number
  /** How many of the 256 bits differ. */
  readonly distance: number
}

/** Known hashes of 256 bits by id, and which of them are near another. */
export interface HashIndex {
  /** How many hashes are known. */
  readonly size: number
  /** Adds a hash of 32 bytes under a whole number below 2^32; one that is known under that id is replaced. */
  insert(id: number, hash: Uint8Array): void
  /** Forgets a hash; an id that is not known is left alone. */
  remove(id: number): void
  /**
   * Every known hash within a distance (in bits, 31 for PDQ), the nearest first and then by id, no more than
   * `most`. Where more than 16,384 are that near, the first 16,384 that were come upon are sorted.
   */
  near(hash: Uint8Array, distance: number, most: number): HashMatch[]
}
