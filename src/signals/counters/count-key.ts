import type { CounterSpec } from './counter-spec.ts'
import {
  appendEntry,
  closeEntry,
  dropUnreachable,
  entriesUpTo,
  isFull,
  newestEntry,
  openEntry,
  timeOf,
} from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { layoutOf } from './layout.ts'
import { countRingWords, createRing } from './ring.ts'
import { blockAt, MODE, modeOf, type Shard, usedOf } from './shard.ts'
import { changeBlock } from './slab.ts'

/** `count` and `rate`: the times of up to 64 events, a ring of ticks beyond. */
export function countKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 0, limit: 64, fixed: countRingWords(spec) })
  const ring = createRing(layout, false)
  const { windowMs, lateMs, kind, unitMs } = spec
  const self = spec.self ? 1 : 0
  const told = (count: number) => (kind === 'rate' ? (count * unitMs) / windowMs : count)

  function grow(shard: Shard, at: number): void {
    const block = blockAt(shard, at)
    const times = Array.from({ length: usedOf(shard, block) }, (_, place) => timeOf(shard, block, place))
    ring.start(shard, at, times.at(-1)!)
    for (const time of times) ring.add(shard, at, time, 1)
  }

  return {
    layout,
    begins: { mode: MODE.entries, sizeClass: 0 },
    none: 0,
    clear() {},
    newest: (shard, block) =>
      modeOf(shard, block) === MODE.entries ? newestEntry(shard, block) : ring.newest(shard, block),
    add(shard, at, timeMs) {
      let block = blockAt(shard, at)
      if (modeOf(shard, block) !== MODE.entries && ring.newest(shard, block) <= timeMs - lateMs - windowMs)
        block = changeBlock(layout, shard, at, MODE.entries, 0, 0)
      if (modeOf(shard, block) === MODE.entries) {
        let last = appendEntry(layout, shard, block, timeMs)
        if (last < 0 && isFull(layout, shard, block)) {
          dropUnreachable(layout, shard, block, Math.max(newestEntry(shard, block), timeMs))
          last = appendEntry(layout, shard, block, timeMs)
        }
        if (last >= 0) return told(last - entriesUpTo(shard, block, timeMs - windowMs) + self)
        if (usedOf(shard, block) < layout.limit) {
          const place = openEntry(layout, shard, at, timeMs)
          return told(place - entriesUpTo(shard, blockAt(shard, at), timeMs - windowMs) + self)
        }
        grow(shard, at)
      }
      if (!ring.reaches(shard, blockAt(shard, at), timeMs)) return Number.NaN
      ring.add(shard, at, timeMs, 1)
      return told(ring.read(shard, blockAt(shard, at), timeMs) - 1 + self)
    },
    read(shard, block, timeMs) {
      if (modeOf(shard, block) !== MODE.entries) return told(ring.read(shard, block, timeMs))
      return told(entriesUpTo(shard, block, timeMs) - entriesUpTo(shard, block, timeMs - windowMs))
    },
    remove(shard, block, timeMs) {
      if (modeOf(shard, block) !== MODE.entries) {
        ring.take(shard, block, timeMs, 1)
        return
      }
      const place = entriesUpTo(shard, block, timeMs) - 1
      if (place >= 0 && timeOf(shard, block, place) === timeMs) closeEntry(layout, shard, block, place)
    },
    trim(shard, block) {
      if (modeOf(shard, block) === MODE.entries)
        dropUnreachable(layout, shard, block, newestEntry(shard, block))
    },
  }
}
