import type { CounterSpec } from './counter-spec.ts'
import {
  closeEntry,
  dropUnreachable,
  entriesUpTo,
  isFull,
  newestEntry,
  openEntry,
  payloadOf,
  startEntries,
} from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { layoutOf } from './layout.ts'
import { createRing, sumRingWords } from './ring.ts'
import { baseMs, classOf, MODE, modeOf, ROW, type Shard, usedOf } from './shard.ts'
import { giveBlock } from './slab.ts'

/** `sum`: times and summands of up to 64 events, a ring of ticks beyond. Always added up from the oldest on. */
export function sumKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 2, limit: 64, fixed: sumRingWords(spec) })
  const ring = createRing(layout, true)
  const { windowMs, lateMs, self } = spec

  /** Adds up the places from `from` up to `to`. */
  function sumOf(shard: Shard, at: number, from: number, to: number): number {
    const first = payloadOf(layout, shard, at) >> 1
    let sum = 0
    for (let i = from; i < to; i++) sum += shard.doubles[first + i]!
    return sum
  }

  function grow(shard: Shard, at: number): void {
    const used = usedOf(shard, at)
    const block = shard.table[at + ROW.block]!
    const first = payloadOf(layout, shard, at) >> 1
    const base = baseMs(shard, at)
    const times = Array.from(shard.slab.subarray(block, block + used), (offset) => base + offset)
    const summands = shard.doubles.slice(first, first + used)
    giveBlock(shard, classOf(shard, at), block)
    ring.start(shard, at, times.at(-1)!)
    for (let i = 0; i < used; i++) ring.add(shard, at, times[i]!, summands[i]!)
  }

  return {
    layout,
    none: 0,
    start: (shard, at) => startEntries(layout, shard, at),
    newest: (shard, at) =>
      modeOf(shard, at) === MODE.entries ? newestEntry(shard, at) : ring.newest(shard, at),
    add(shard, at, timeMs, summand) {
      if (modeOf(shard, at) !== MODE.entries && ring.newest(shard, at) <= timeMs - lateMs - windowMs)
        ring.end(shard, at)
      if (modeOf(shard, at) === MODE.entries) {
        if (isFull(layout, shard, at)) dropUnreachable(layout, shard, at, newestEntry(shard, at))
        if (usedOf(shard, at) < layout.limit) {
          const place = openEntry(layout, shard, at, timeMs)
          shard.doubles[(payloadOf(layout, shard, at) >> 1) + place] = summand
          return sumOf(shard, at, entriesUpTo(shard, at, timeMs - windowMs), self ? place + 1 : place)
        }
        grow(shard, at)
      }
      const without = ring.read(shard, at, timeMs)
      if (!ring.add(shard, at, timeMs, summand)) return Number.NaN
      return self ? ring.read(shard, at, timeMs) : without
    },
    read(shard, at, timeMs) {
      if (modeOf(shard, at) !== MODE.entries) return ring.read(shard, at, timeMs)
      return sumOf(shard, at, entriesUpTo(shard, at, timeMs - windowMs), entriesUpTo(shard, at, timeMs))
    },
    remove(shard, at, timeMs, summand) {
      if (modeOf(shard, at) !== MODE.entries) {
        ring.add(shard, at, timeMs, -summand)
        return
      }
      const { slab, doubles, table } = shard
      const first = payloadOf(layout, shard, at) >> 1
      const base = baseMs(shard, at)
      for (let i = entriesUpTo(shard, at, timeMs) - 1; i >= 0; i--) {
        if (base + slab[table[at + ROW.block]! + i]! !== timeMs) return
        if (doubles[first + i] === summand) {
          closeEntry(layout, shard, at, i)
          return
        }
      }
    },
    trim(shard, at) {
      if (modeOf(shard, at) === MODE.entries) dropUnreachable(layout, shard, at, newestEntry(shard, at))
    },
  }
}
