import type { CounterSpec } from './counter-spec.ts'
import {
  closeEntry,
  dropUnreachable,
  entriesUpTo,
  isFull,
  newestEntry,
  openEntry,
  startEntries,
} from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { layoutOf } from './layout.ts'
import { countRingWords, createRing } from './ring.ts'
import { baseMs, classOf, MODE, modeOf, ROW, type Shard, usedOf } from './shard.ts'
import { giveBlock } from './slab.ts'

/** `count` and `rate`: the times of up to 64 events, a ring of ticks beyond. */
export function countKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 0, limit: 64, fixed: countRingWords(spec) })
  const ring = createRing(layout, false)
  const { windowMs, lateMs, kind, unitMs } = spec
  const self = spec.self ? 1 : 0
  const told = (count: number) => (kind === 'rate' ? (count * unitMs) / windowMs : count)

  function newest(shard: Shard, at: number): number {
    return modeOf(shard, at) === MODE.entries ? newestEntry(shard, at) : ring.newest(shard, at)
  }

  function grow(shard: Shard, at: number): void {
    const used = usedOf(shard, at)
    const block = shard.table[at + ROW.block]!
    const base = baseMs(shard, at)
    const times = Array.from(shard.slab.subarray(block, block + used), (offset) => base + offset)
    giveBlock(shard, classOf(shard, at), block)
    ring.start(shard, at, times.at(-1)!)
    for (const time of times) ring.add(shard, at, time, 1)
  }

  return {
    layout,
    none: 0,
    start: (shard, at) => startEntries(layout, shard, at),
    newest,
    add(shard, at, timeMs) {
      if (modeOf(shard, at) !== MODE.entries && ring.newest(shard, at) <= timeMs - lateMs - windowMs)
        ring.end(shard, at)
      if (modeOf(shard, at) === MODE.entries) {
        if (isFull(layout, shard, at)) dropUnreachable(layout, shard, at, newestEntry(shard, at))
        if (usedOf(shard, at) < layout.limit) {
          const place = openEntry(layout, shard, at, timeMs)
          return told(place - entriesUpTo(shard, at, timeMs - windowMs) + self)
        }
        grow(shard, at)
      }
      if (!ring.add(shard, at, timeMs, 1)) return Number.NaN
      return told(ring.read(shard, at, timeMs) - 1 + self)
    },
    read(shard, at, timeMs) {
      if (modeOf(shard, at) !== MODE.entries) return told(ring.read(shard, at, timeMs))
      return told(entriesUpTo(shard, at, timeMs) - entriesUpTo(shard, at, timeMs - windowMs))
    },
    remove(shard, at, timeMs) {
      if (modeOf(shard, at) !== MODE.entries) {
        ring.add(shard, at, timeMs, -1)
        return
      }
      const place = entriesUpTo(shard, at, timeMs) - 1
      if (place < 0 || baseMs(shard, at) + shard.slab[shard.table[at + ROW.block]! + place]! !== timeMs)
        return
      closeEntry(layout, shard, at, place)
    },
    trim(shard, at) {
      if (modeOf(shard, at) === MODE.entries) dropUnreachable(layout, shard, at, newestEntry(shard, at))
    },
  }
}
