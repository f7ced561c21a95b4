/** Numbers hashes in the order in which they first come. */
export interface HashIds {
  /** The hash of each id; only the first `size` count. */
  readonly hashes: Int32Array
  readonly size: number
  idOf(hash: number): number
}

/** Makes an empty numbering of at most `most` hashes: a table with linear probing that doubles when half full. */
export function hashIds(most: number): HashIds {
  const hashes = new Int32Array(most)
  let bits = 16
  let table = new Int32Array(1 << bits)
  let size = 0

  /** The slot that holds the id of a hash plus one, or the free slot for it. */
  function slotOf(hash: number): number {
    const mask = table.length - 1
    let slot = hash >>> (32 - bits)
    for (;;) {
      const id = table[slot]!
      if (id === 0 || hashes[id - 1] === hash) return slot
      slot = (slot + 1) & mask
    }
  }

  function grow(): void {
    bits++
    table = new Int32Array(1 << bits)
    for (let id = 0; id < size; id++) table[slotOf(hashes[id]!)] = id + 1
  }

  return {
    hashes,
    get size() {
      return size
    },
    idOf(hash) {
      const slot = slotOf(hash)
      const id = table[slot]!
      if (id !== 0) return id - 1
      hashes[size] = hash
      table[slot] = size + 1
      if (++size * 2 > table.length) grow()
      return size - 1
    },
  }
}
