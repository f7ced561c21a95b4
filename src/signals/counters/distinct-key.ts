import type { CounterSpec } from './counter-spec.ts'
import { addToAside, countInAside, createDistinctAside, type DistinctAside } from './distinct-aside.ts'
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
import { baseMs, classOf, MODE, modeOf, ROW, type Shard, setMeta, usedOf } from './shard.ts'
import { giveBlock } from './slab.ts'

/**
 * `distinct`: up to 48 occurrences of members with their times, an object aside beyond. The low bit of a member's
 * hash gives way to a mark on its latest occurrence, so that members need not be compared to count them.
 */
export function distinctKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 2, limit: 48 })
  const { windowMs, lateMs } = spec
  const self = spec.self ? 1 : 0

  function asideOf(shard: Shard, at: number): DistinctAside {
    return shard.aside[shard.table[at + ROW.block]!]!
  }

  function newest(shard: Shard, at: number): number {
    return modeOf(shard, at) === MODE.entries ? newestEntry(shard, at) : asideOf(shard, at).newestMs
  }

  /** The last place before `before` that holds a member; -1: none. */
  function placeOf(shard: Shard, at: number, hi: number, even: number, before: number): number {
    const { slab } = shard
    const payload = payloadOf(layout, shard, at)
    for (let i = before - 1; i >= 0; i--)
      if (slab[payload + 2 * i] === hi && ((slab[payload + 2 * i + 1]! ^ even) & -2) === 0) return i
    return -1
  }

  /** The first place after a place, and before `end`, that holds the same member; else `end`. */
  function nextPlace(shard: Shard, at: number, place: number, end: number): number {
    const { slab } = shard
    const payload = payloadOf(layout, shard, at)
    const hi = slab[payload + 2 * place]!
    const even = slab[payload + 2 * place + 1]! & ~1
    for (let i = place + 1; i < end; i++)
      if (slab[payload + 2 * i] === hi && ((slab[payload + 2 * i + 1]! ^ even) & -2) === 0) return i
    return end
  }

  /** Drops occurrences that a later one stands for in every read to come. */
  function trim(shard: Shard, at: number): void {
    if (modeOf(shard, at) !== MODE.entries) return
    const newestMs = newestEntry(shard, at)
    dropUnreachable(layout, shard, at, newestMs)
    let settled = entriesUpTo(shard, at, newestMs - lateMs)
    for (let i = settled - 2; i >= 0; i--) {
      const { slab } = shard
      const payload = payloadOf(layout, shard, at)
      if (slab[payload + 2 * i + 1]! & 1) continue
      if (nextPlace(shard, at, i, settled) < settled) {
        closeEntry(layout, shard, at, i)
        settled--
      }
    }
  }

  /** Members that occur among the places from `from` up to `to`. */
  function membersIn(shard: Shard, at: number, from: number, to: number): number {
    const { slab } = shard
    const payload = payloadOf(layout, shard, at)
    const all = to === usedOf(shard, at)
    let members = 0
    for (let i = from; i < to; i++) {
      const low = slab[payload + 2 * i + 1]!
      if (low & 1) members++
      else if (!all && nextPlace(shard, at, i, to) === to) members++
    }
    return members
  }

  function grow(shard: Shard, at: number): DistinctAside {
    const { slab } = shard
    const used = usedOf(shard, at)
    const block = shard.table[at + ROW.block]!
    const base = baseMs(shard, at)
    const payload = payloadOf(layout, shard, at)
    const aside = createDistinctAside(spec, newestEntry(shard, at))
    for (let i = 0; i < used; i++)
      addToAside(
        spec,
        aside,
        base + slab[block + i]!,
        slab[payload + 2 * i]!,
        (slab[payload + 2 * i + 1]! & ~1) >>> 0,
      )
    giveBlock(shard, classOf(shard, at), block)
    let place = shard.aside.indexOf(undefined)
    if (place < 0) place = shard.aside.length
    shard.aside[place] = aside
    shard.table[at + ROW.block] = place
    setMeta(shard, at, MODE.aside, 0, 0)
    return aside
  }

  return {
    layout,
    none: 0,
    start: (shard, at) => startEntries(layout, shard, at),
    newest,
    trim,
    add(shard, at, timeMs, hi, lo) {
      const even = (lo & ~1) >>> 0
      if (modeOf(shard, at) === MODE.aside && asideOf(shard, at).newestMs <= timeMs - lateMs - windowMs) {
        shard.aside[shard.table[at + ROW.block]!] = undefined
        startEntries(layout, shard, at)
      }
      if (modeOf(shard, at) === MODE.entries) {
        if (isFull(layout, shard, at)) trim(shard, at)
        if (usedOf(shard, at) < layout.limit) {
          const place = openEntry(layout, shard, at, timeMs)
          const from = entriesUpTo(shard, at, timeMs - windowMs)
          const { slab } = shard
          const payload = payloadOf(layout, shard, at)
          slab[payload + 2 * place] = hi
          slab[payload + 2 * place + 1] = even
          const before = placeOf(shard, at, hi, even, place)
          const later = placeOf(shard, at, hi, even, usedOf(shard, at))
          if (later === place) {
            slab[payload + 2 * place + 1] = even | 1
            if (before >= 0) slab[payload + 2 * before + 1] = even
          }
          return membersIn(shard, at, from, place + 1) - (1 - self) * (before >= from ? 0 : 1)
        }
        grow(shard, at)
      }
      const aside = asideOf(shard, at)
      const without = self ? 0 : countInAside(spec, aside, timeMs)
      addToAside(spec, aside, timeMs, hi, even)
      return self ? countInAside(spec, aside, timeMs) : without
    },
    read(shard, at, timeMs) {
      if (modeOf(shard, at) === MODE.aside) return countInAside(spec, asideOf(shard, at), timeMs)
      return membersIn(shard, at, entriesUpTo(shard, at, timeMs - windowMs), entriesUpTo(shard, at, timeMs))
    },
    remove(shard, at, timeMs, hi, lo) {
      if (modeOf(shard, at) === MODE.aside) return
      const even = (lo & ~1) >>> 0
      const { slab } = shard
      const place = placeOf(shard, at, hi, even, entriesUpTo(shard, at, timeMs))
      if (place < 0 || baseMs(shard, at) + slab[shard.table[at + ROW.block]! + place]! !== timeMs) return
      const payload = payloadOf(layout, shard, at)
      const before = placeOf(shard, at, hi, even, place)
      if (slab[payload + 2 * place + 1]! & 1 && before >= 0) slab[payload + 2 * before + 1] = even | 1
      closeEntry(layout, shard, at, place)
    },
  }
}
