import type { KnownHashes } from './known-hashes.ts'
import { HASH_BYTES } from './segment-layout.ts'

/** Hashes that are gathered one by one, to begin an index with. */
export interface HashCollector {
  /** Ids must ascend. */
  add(id: number, hash: Uint8Array): void
  known(): KnownHashes
}

/** An index that begins with all of its hashes builds its tables once; one that gets them one by one, again and again. */
export function collectHashes(): HashCollector {
  let ids = new Uint32Array(1024)
  let hashes = new Uint8Array(ids.length * HASH_BYTES)
  let count = 0

  function grow(): void {
    const [oldIds, oldHashes] = [ids, hashes]
    ids = new Uint32Array(oldIds.length * 2)
    ids.set(oldIds)
    hashes = new Uint8Array(oldHashes.length * 2)
    hashes.set(oldHashes)
  }

  return {
    add(id, hash) {
      if (count === ids.length) grow()
      ids[count] = id
      hashes.set(hash, count * HASH_BYTES)
      count++
    },
    known: () => ({ ids: ids.slice(0, count), hashes: hashes.subarray(0, count * HASH_BYTES) }),
  }
}
