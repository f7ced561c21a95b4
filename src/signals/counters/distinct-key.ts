import type { CounterSpec } from './counter-spec.ts'
import { addToAside, countInAside, createDistinctAside, type DistinctAside } from './distinct-aside.ts'
import {
  appendEntry,
  closeEntry,
  entriesUpTo,
  isFull,
  newestEntry,
  openEntry,
  payloadOf,
  timeOf,
} from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { FIXED_CLASS, layoutOf } from './layout.ts'
import { baseMs, blockAt, HEAD, MODE, modeOf, type Shard, usedOf } from './shard.ts'
import { changeBlock } from './slab.ts'

/**
 * `distinct`: up to 48 occurrences of members with their times, an object aside beyond. The low bit of a member's
 * hash gives way to a mark on its latest occurrence, so that members need not be compared to count them.
 */
export function distinctKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 2, limit: 48, fixed: [0] })
  const { windowMs, lateMs } = spec
  const self = spec.self ? 1 : 0

  const asideOf = (shard: Shard, block: number): DistinctAside =>
    shard.aside[shard.slab[block + HEAD.aside]!]!

  /** The last place before `before` that holds a member; -1: none. */
  function placeBefore(shard: Shard, block: number, hi: number, lo: number, before: number): number {
    const { slab } = shard
    const payload = payloadOf(layout, shard, block)
    let place = before - 1
    while (place >= 0 && !(slab[payload + 2 * place] === hi && isSame(slab[payload + 2 * place + 1]!, lo)))
      place--
    return place
  }

  /** The first place after a place, and before `end`, that holds the same member; else `end`. */
  function placeAfter(shard: Shard, block: number, place: number, end: number): number {
    const { slab } = shard
    const payload = payloadOf(layout, shard, block)
    const hi = slab[payload + 2 * place]!
    const lo = slab[payload + 2 * place + 1]!
    let after = place + 1
    while (after < end && !(slab[payload + 2 * after] === hi && isSame(slab[payload + 2 * after + 1]!, lo)))
      after++
    return after
  }

  /** Drops what no event can see any more: what is too old, and occurrences that a later one stands for from now on. */
  function trim(shard: Shard, block: number, newestMs: number): void {
    const { slab } = shard
    const used = usedOf(shard, block)
    const first = block + HEAD.words
    const payload = payloadOf(layout, shard, block)
    const settledTo = newestMs - lateMs - baseMs(shard, block)
    const gone = settledTo - windowMs
    let settled = 0
    while (settled < used && slab[first + settled]! <= settledTo) settled++
    let kept = 0
    for (let place = 0; place < used; place++) {
      const offset = slab[first + place]!
      const low = slab[payload + 2 * place + 1]!
      if (offset <= gone) continue
      if (place < settled && (low & 1) === 0 && placeAfter(shard, block, place, settled) < settled) continue
      if (kept < place) {
        slab[first + kept] = offset
        slab[payload + 2 * kept] = slab[payload + 2 * place]!
        slab[payload + 2 * kept + 1] = low
      }
      kept++
    }
    slab[block + HEAD.meta] = slab[block + HEAD.meta]! - (used - kept)
  }

  /** Members that occur among the places from `from` up to `to`. */
  function membersIn(shard: Shard, block: number, from: number, to: number): number {
    const { slab } = shard
    const payload = payloadOf(layout, shard, block)
    const all = to === usedOf(shard, block)
    let members = 0
    for (let place = from; place < to; place++)
      if (slab[payload + 2 * place + 1]! & 1 || (!all && placeAfter(shard, block, place, to) === to))
        members++
    return members
  }

  /** Writes a member into an entry just opened, and gives the value as of it. */
  function enter(shard: Shard, block: number, place: number, timeMs: number, hi: number, lo: number): number {
    const { slab } = shard
    const payload = payloadOf(layout, shard, block)
    const isLatest =
      place + 1 === usedOf(shard, block) || placeBefore(shard, block, hi, lo, usedOf(shard, block)) <= place
    slab[payload + 2 * place] = hi
    slab[payload + 2 * place + 1] = isLatest ? lo | 1 : lo
    const before = placeBefore(shard, block, hi, lo, place)
    if (before >= 0 && isLatest) slab[payload + 2 * before + 1] = lo
    const from = entriesUpTo(shard, block, timeMs - windowMs)
    return membersIn(shard, block, from, place + 1) - (self || before >= from ? 0 : 1)
  }

  /** The same for the last entry of a block, in one pass. */
  function enterLast(shard: Shard, block: number, last: number, hi: number, lo: number): number {
    const { slab } = shard
    const first = block + HEAD.words
    const payload = payloadOf(layout, shard, block)
    const edge = slab[first + last]! - windowMs
    let members = self
    let place = last - 1
    for (; place >= 0; place--) {
      const low = slab[payload + 2 * place + 1]!
      if (slab[payload + 2 * place] === hi && isSame(low, lo)) {
        slab[payload + 2 * place + 1] = lo
        if (self === 0 && slab[first + place]! > edge) members++
        place--
        break
      }
      if (low & 1 && slab[first + place]! > edge) members++
    }
    for (; place >= 0 && slab[first + place]! > edge; place--) members += slab[payload + 2 * place + 1]! & 1
    slab[payload + 2 * last] = hi
    slab[payload + 2 * last + 1] = lo | 1
    return members
  }

  function grow(shard: Shard, at: number): void {
    const old = blockAt(shard, at)
    const payload = payloadOf(layout, shard, old)
    const aside = createDistinctAside(spec, newestEntry(shard, old))
    for (let i = 0; i < usedOf(shard, old); i++) {
      const lo = (shard.slab[payload + 2 * i + 1]! & ~1) >>> 0
      addToAside(spec, aside, timeOf(shard, old, i), shard.slab[payload + 2 * i]!, lo)
    }
    const free = shard.aside.indexOf(undefined)
    const index = free < 0 ? shard.aside.length : free
    shard.aside[index] = aside
    shard.slab[changeBlock(layout, shard, at, MODE.aside, FIXED_CLASS, 0) + HEAD.aside] = index
  }

  return {
    layout,
    begins: { mode: MODE.entries, sizeClass: 0 },
    none: 0,
    clear() {},
    newest: (shard, block) =>
      modeOf(shard, block) === MODE.entries ? newestEntry(shard, block) : asideOf(shard, block).newestMs,
    trim(shard, block) {
      if (modeOf(shard, block) === MODE.entries) trim(shard, block, newestEntry(shard, block))
    },
    add(shard, at, timeMs, keyHi, keyLo) {
      const hi = keyHi >>> 0
      const lo = (keyLo & ~1) >>> 0
      let block = blockAt(shard, at)
      if (
        modeOf(shard, block) !== MODE.entries &&
        asideOf(shard, block).newestMs <= timeMs - lateMs - windowMs
      ) {
        shard.aside[shard.slab[block + HEAD.aside]!] = undefined
        block = changeBlock(layout, shard, at, MODE.entries, 0, 0)
      }
      if (modeOf(shard, block) === MODE.entries) {
        let last = appendEntry(layout, shard, block, timeMs)
        if (last < 0 && isFull(layout, shard, block)) {
          trim(shard, block, Math.max(newestEntry(shard, block), timeMs))
          last = appendEntry(layout, shard, block, timeMs)
        }
        if (last >= 0) return enterLast(shard, block, last, hi, lo)
        if (usedOf(shard, block) < layout.limit) {
          const place = openEntry(layout, shard, at, timeMs)
          return enter(shard, blockAt(shard, at), place, timeMs, hi, lo)
        }
        grow(shard, at)
      }
      const aside = asideOf(shard, blockAt(shard, at))
      const without = self ? 0 : countInAside(spec, aside, timeMs)
      addToAside(spec, aside, timeMs, hi, lo)
      return self ? countInAside(spec, aside, timeMs) : without
    },
    read(shard, block, timeMs) {
      if (modeOf(shard, block) !== MODE.entries) return countInAside(spec, asideOf(shard, block), timeMs)
      const from = entriesUpTo(shard, block, timeMs - windowMs)
      return membersIn(shard, block, from, entriesUpTo(shard, block, timeMs))
    },
    remove(shard, block, timeMs, keyHi, keyLo) {
      if (modeOf(shard, block) !== MODE.entries) return
      const hi = keyHi >>> 0
      const lo = (keyLo & ~1) >>> 0
      const place = placeBefore(shard, block, hi, lo, entriesUpTo(shard, block, timeMs))
      if (place < 0 || timeOf(shard, block, place) !== timeMs) return
      const payload = payloadOf(layout, shard, block)
      const before = placeBefore(shard, block, hi, lo, place)
      if (shard.slab[payload + 2 * place + 1]! & 1 && before >= 0)
        shard.slab[payload + 2 * before + 1] = lo | 1
      closeEntry(layout, shard, block, place)
    },
  }
}

/** Whether two low halves are the same member's, marked or not. */
function isSame(one: number, other: number): boolean {
  return ((one ^ other) & ~1) === 0
}
