import { hash32 } from '../core/draw.ts'
import type { JudgedEvent } from '../core/event.ts'

/** Remembers the ids of the latest events, so that one sent again is known before the store says so. */
export interface RecentEvents {
  /** Whether an event of this id and world was judged lately; it counts as judged from now on. */
  seen(event: JudgedEvent): boolean
  /** It was not judged after all. */
  forget(event: JudgedEvent): void
}

/** Ids of a generation; two generations are held, of 16 bytes an id each. */
const GENERATION = 65_536

/**
 * Two generations of 64-bit hashes with open addressing: the last 65,536 to 131,072 ids, 2 MB. An id that is older is
 * found by the store, and what was counted is then taken back.
 */
export function recentEvents(): RecentEvents {
  let young = new Uint32Array(GENERATION * 4)
  let old = new Uint32Array(GENERATION * 4)
  let count = 0

  /** The place of a hash, or of the free one where it belongs. */
  function place(table: Uint32Array, hi: number, lo: number): number {
    const mask = table.length - 1
    let at = (lo << 1) & mask
    while ((table[at] !== 0 || table[at + 1] !== 0) && (table[at] !== hi || table[at + 1] !== lo))
      at = (at + 2) & mask
    return at
  }

  function holds(table: Uint32Array, hi: number, lo: number): boolean {
    return table[place(table, hi, lo)] === hi
  }

  return {
    seen({ id, world }) {
      if (id === undefined) return false
      const hi = hash32(id, hash32(world)) || 1
      const lo = hash32(world, hash32(id, 0x9e3779b9))
      if (holds(young, hi, lo) || holds(old, hi, lo)) return true
      if (count === GENERATION) {
        ;[young, old] = [old.fill(0), young]
        count = 0
      }
      const at = place(young, hi, lo)
      young[at] = hi
      young[at + 1] = lo
      count++
      return false
    },
    forget({ id, world }) {
      if (id === undefined) return
      const hi = hash32(id, hash32(world)) || 1
      const lo = hash32(world, hash32(id, 0x9e3779b9))
      for (const table of [young, old]) {
        const at = place(table, hi, lo)
        // The hash stays as a stone in the chain, turned into one that no id has: a hole would cut off those behind.
        if (table[at] !== hi) continue
        table[at] = 0
        table[at + 1] = 1
      }
    },
  }
}
