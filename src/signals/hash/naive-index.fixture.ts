import type { HashIndex } from './hash-index.ts'

/** Compares bit by bit with everything: the oracle. */
export function naiveIndex(): HashIndex {
  const known = new Map<number, Uint8Array>()
  return {
    get size() {
      return known.size
    },
    insert: (id, hash) => void known.set(id, hash.slice()),
    remove: (id) => void known.delete(id),
    near(hash, distance, most) {
      return [...known]
        .map(([id, other]) => ({ id, distance: differing(hash, other) }))
        .filter((match) => match.distance <= distance)
        .sort((a, b) => a.distance - b.distance || a.id - b.id)
        .slice(0, most)
    },
  }
}

function differing(one: Uint8Array, other: Uint8Array): number {
  let count = 0
  for (let bit = 0; bit < 256; bit++)
    if ((((one[bit >> 3]! ^ other[bit >> 3]!) >> (bit & 7)) & 1) === 1) count++
  return count
}
