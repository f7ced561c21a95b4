import type { CounterSpec } from './counter-spec.ts'
import {
  closeEntry,
  dropEntries,
  dropUnreachable,
  entriesUpTo,
  isFull,
  newestEntry,
  openEntry,
  timeOf,
} from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { layoutOf } from './layout.ts'
import { blockAt, MODE, type Shard, usedOf } from './shard.ts'

/**
 * `last` and `since`: the newest event's time, and as many before it as late events may read, thinned out to 16 (what
 * a late event reads is then up to a seventh of the lateness too old).
 */
export function lastKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 0, limit: 16 })
  const { windowMs, lateMs, kind, self } = spec

  function trim(shard: Shard, block: number, newestMs: number): void {
    dropUnreachable(layout, shard, block, newestMs)
    dropEntries(layout, shard, block, entriesUpTo(shard, block, newestMs - lateMs) - 1)
  }

  /** Drops the entry whose neighbours lie closest, neither the oldest nor the newest. */
  function thin(shard: Shard, block: number): void {
    let least = 1
    let leastMs = Number.POSITIVE_INFINITY
    for (let place = 1; place < usedOf(shard, block) - 1; place++) {
      const apartMs = timeOf(shard, block, place + 1) - timeOf(shard, block, place - 1)
      if (apartMs >= leastMs) continue
      leastMs = apartMs
      least = place
    }
    closeEntry(layout, shard, block, least)
  }

  /** The value as of a time, by the last of the entries before a place. */
  function valueAt(shard: Shard, block: number, place: number, timeMs: number): number {
    if (place === 0) return Number.NaN
    const last = timeOf(shard, block, place - 1)
    if (last <= timeMs - windowMs) return Number.NaN
    return kind === 'since' ? timeMs - last : last
  }

  return {
    layout,
    begins: { mode: MODE.entries, sizeClass: 0 },
    none: Number.NaN,
    clear() {},
    newest: newestEntry,
    trim: (shard, block) => trim(shard, block, newestEntry(shard, block)),
    add(shard, at, timeMs) {
      const block = blockAt(shard, at)
      if (isFull(layout, shard, block)) {
        trim(shard, block, Math.max(newestEntry(shard, block), timeMs))
        if (usedOf(shard, block) === layout.limit) thin(shard, block)
      }
      const place = openEntry(layout, shard, at, timeMs)
      return valueAt(shard, blockAt(shard, at), self ? place + 1 : place, timeMs)
    },
    read: (shard, block, timeMs) => valueAt(shard, block, entriesUpTo(shard, block, timeMs), timeMs),
    remove(shard, block, timeMs) {
      const place = entriesUpTo(shard, block, timeMs) - 1
      if (place >= 0 && timeOf(shard, block, place) === timeMs) closeEntry(layout, shard, block, place)
    },
  }
}
