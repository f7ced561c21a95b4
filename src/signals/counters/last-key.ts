import type { CounterSpec } from './counter-spec.ts'
import {
  closeEntry,
  dropEntries,
  dropUnreachable,
  entriesUpTo,
  isFull,
  newestEntry,
  openEntry,
  startEntries,
} from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { layoutOf } from './layout.ts'
import { baseMs, ROW, type Shard, usedOf } from './shard.ts'

/**
 * `last` and `since`: the newest event's time, and as many before it as late events may read, thinned out to 16 (what
 * a late event reads is then up to a seventh of the lateness too old).
 */
export function lastKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 0, limit: 16 })
  const { windowMs, lateMs, kind, self } = spec

  function trim(shard: Shard, at: number): void {
    const newestMs = newestEntry(shard, at)
    dropUnreachable(layout, shard, at, newestMs)
    dropEntries(layout, shard, at, Math.max(0, entriesUpTo(shard, at, newestMs - lateMs) - 1))
  }

  /** Drops the entry whose neighbours lie closest, neither the oldest nor the newest. */
  function thin(shard: Shard, at: number): void {
    const { slab } = shard
    const block = shard.table[at + ROW.block]!
    let least = 1
    let leastGap = Number.POSITIVE_INFINITY
    for (let i = 1; i < usedOf(shard, at) - 1; i++) {
      const gap = slab[block + i + 1]! - slab[block + i - 1]!
      if (gap < leastGap) {
        leastGap = gap
        least = i
      }
    }
    closeEntry(layout, shard, at, least)
  }

  /** The value as of a time, by the last of the entries before a place. */
  function valueAt(shard: Shard, at: number, place: number, timeMs: number): number {
    if (place === 0) return Number.NaN
    const last = baseMs(shard, at) + shard.slab[shard.table[at + ROW.block]! + place - 1]!
    if (last <= timeMs - windowMs) return Number.NaN
    return kind === 'since' ? timeMs - last : last
  }

  return {
    layout,
    none: Number.NaN,
    start: (shard, at) => startEntries(layout, shard, at),
    newest: newestEntry,
    trim,
    add(shard, at, timeMs) {
      if (isFull(layout, shard, at)) {
        trim(shard, at)
        if (usedOf(shard, at) === layout.limit) thin(shard, at)
      }
      const place = openEntry(layout, shard, at, timeMs)
      return valueAt(shard, at, self ? place + 1 : place, timeMs)
    },
    read: (shard, at, timeMs) => valueAt(shard, at, entriesUpTo(shard, at, timeMs), timeMs),
    remove(shard, at, timeMs) {
      const place = entriesUpTo(shard, at, timeMs) - 1
      if (place < 0 || baseMs(shard, at) + shard.slab[shard.table[at + ROW.block]! + place]! !== timeMs)
        return
      closeEntry(layout, shard, at, place)
    },
  }
}
