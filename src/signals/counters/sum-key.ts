import type { CounterSpec } from './counter-spec.ts'
import {
  closeEntry,
  dropUnreachable,
  entriesUpTo,
  isFull,
  newestEntry,
  openEntry,
  payloadOf,
  timeOf,
} from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { layoutOf } from './layout.ts'
import { createRing, sumRingWords } from './ring.ts'
import { blockAt, MODE, modeOf, type Shard, usedOf } from './shard.ts'
import { changeBlock } from './slab.ts'

/** `sum`: times and summands of up to 64 events, a ring of ticks beyond. Always added up from the oldest on. */
export function sumKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 2, limit: 64, fixed: sumRingWords(spec) })
  const ring = createRing(layout, true)
  const { windowMs, lateMs, self } = spec

  /** Where the summands of a block begin, among doubles. */
  const summandsOf = (shard: Shard, block: number) => payloadOf(layout, shard, block) >> 1

  /** Adds up the places from `from` up to `to`. */
  function sumOf(shard: Shard, block: number, from: number, to: number): number {
    const first = summandsOf(shard, block)
    let sum = 0
    for (let i = from; i < to; i++) sum += shard.doubles[first + i]!
    return sum
  }

  function grow(shard: Shard, at: number): void {
    const block = blockAt(shard, at)
    const times = Array.from({ length: usedOf(shard, block) }, (_, place) => timeOf(shard, block, place))
    const first = summandsOf(shard, block)
    const summands = shard.doubles.slice(first, first + times.length)
    ring.start(shard, at, times.at(-1)!)
    for (const [i, time] of times.entries()) ring.add(shard, at, time, summands[i]!)
  }

  return {
    layout,
    begins: { mode: MODE.entries, sizeClass: 0 },
    none: 0,
    clear() {},
    newest: (shard, block) =>
      modeOf(shard, block) === MODE.entries ? newestEntry(shard, block) : ring.newest(shard, block),
    add(shard, at, timeMs, summand) {
      let block = blockAt(shard, at)
      if (modeOf(shard, block) !== MODE.entries && ring.newest(shard, block) <= timeMs - lateMs - windowMs)
        block = changeBlock(layout, shard, at, MODE.entries, 0, 0)
      if (modeOf(shard, block) === MODE.entries) {
        if (isFull(layout, shard, block))
          dropUnreachable(layout, shard, block, Math.max(newestEntry(shard, block), timeMs))
        if (usedOf(shard, block) < layout.limit) {
          const place = openEntry(layout, shard, at, timeMs)
          block = blockAt(shard, at)
          shard.doubles[summandsOf(shard, block) + place] = summand
          const from = entriesUpTo(shard, block, timeMs - windowMs)
          return sumOf(shard, block, from, self ? place + 1 : place)
        }
        grow(shard, at)
      }
      if (!ring.reaches(shard, blockAt(shard, at), timeMs)) return Number.NaN
      const without = self ? 0 : ring.read(shard, blockAt(shard, at), timeMs)
      ring.add(shard, at, timeMs, summand)
      return self ? ring.read(shard, blockAt(shard, at), timeMs) : without
    },
    read(shard, block, timeMs) {
      if (modeOf(shard, block) !== MODE.entries) return ring.read(shard, block, timeMs)
      const from = entriesUpTo(shard, block, timeMs - windowMs)
      return sumOf(shard, block, from, entriesUpTo(shard, block, timeMs))
    },
    remove(shard, block, timeMs, summand) {
      if (modeOf(shard, block) !== MODE.entries) {
        ring.take(shard, block, timeMs, summand)
        return
      }
      const first = summandsOf(shard, block)
      let place = entriesUpTo(shard, block, timeMs) - 1
      while (place >= 0 && timeOf(shard, block, place) === timeMs && shard.doubles[first + place] !== summand)
        place--
      if (place >= 0 && timeOf(shard, block, place) === timeMs) closeEntry(layout, shard, block, place)
    },
    trim(shard, block) {
      if (modeOf(shard, block) === MODE.entries)
        dropUnreachable(layout, shard, block, newestEntry(shard, block))
    },
  }
}
