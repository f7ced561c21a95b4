import { classFor, type Layout } from './layout.ts'
import { BASE_MS, baseMs, classOf, MODE, ROW, type Shard, setMeta, usedOf } from './shard.ts'
import { giveBlock, takeBlock } from './slab.ts'

/** Time of the newest entry of a key; -Infinity when it has none. */
export function newestEntry(shard: Shard, at: number): number {
  const used = usedOf(shard, at)
  if (used === 0) return Number.NEGATIVE_INFINITY
  return baseMs(shard, at) + shard.slab[shard.table[at + ROW.block]! + used - 1]!
}

export function isFull(layout: Layout, shard: Shard, at: number): boolean {
  return usedOf(shard, at) === layout.room[classOf(shard, at)]
}

/** Where the payloads of a key's entries begin in the slab. */
export function payloadOf(layout: Layout, shard: Shard, at: number): number {
  return shard.table[at + ROW.block]! + layout.room[classOf(shard, at)]!
}

/**
 * Makes an entry in order of time, after those of the same time, and gives its place; its payload is yet to be
 * written. The key must hold fewer than the limit.
 */
export function openEntry(layout: Layout, shard: Shard, at: number, timeMs: number): number {
  reachTime(layout, shard, at, timeMs)
  const offset = timeMs - baseMs(shard, at)
  if (isFull(layout, shard, at)) moveEntries(layout, shard, at, classOf(shard, at) + 1)
  const { slab, table } = shard
  const used = usedOf(shard, at)
  const block = table[at + ROW.block]!
  let place = used
  while (place > 0 && slab[block + place - 1]! > offset) {
    slab[block + place] = slab[block + place - 1]!
    place--
  }
  slab[block + place] = offset
  if (layout.payload !== 0 && place < used) {
    const payload = payloadOf(layout, shard, at)
    slab.copyWithin(payload + 2 * place + 2, payload + 2 * place, payload + 2 * used)
  }
  table[at + ROW.meta] = table[at + ROW.meta]! + 1
  return place
}

/** Makes sure that a time can be written; entries that it puts out of reach may be dropped. */
export function reachTime(layout: Layout, shard: Shard, at: number, timeMs: number): void {
  const offset = timeMs - baseMs(shard, at)
  if (usedOf(shard, at) === 0 || offset < 0 || offset > 0xffffffff) rebase(layout, shard, at, timeMs)
}

export function closeEntry(layout: Layout, shard: Shard, at: number, place: number): void {
  const { slab, table } = shard
  const used = usedOf(shard, at)
  const block = table[at + ROW.block]!
  slab.copyWithin(block + place, block + place + 1, block + used)
  if (layout.payload !== 0) {
    const payload = payloadOf(layout, shard, at)
    slab.copyWithin(payload + 2 * place, payload + 2 * place + 2, payload + 2 * used)
  }
  table[at + ROW.meta] = table[at + ROW.meta]! - 1
}

/** Drops the oldest entries. */
export function dropEntries(layout: Layout, shard: Shard, at: number, count: number): void {
  if (count === 0) return
  const { slab, table } = shard
  const used = usedOf(shard, at)
  const block = table[at + ROW.block]!
  slab.copyWithin(block, block + count, block + used)
  if (layout.payload !== 0) {
    const payload = payloadOf(layout, shard, at)
    slab.copyWithin(payload, payload + 2 * count, payload + 2 * used)
  }
  table[at + ROW.meta] = table[at + ROW.meta]! - count
}

/** Entries of a time at or before the one given. */
export function entriesUpTo(shard: Shard, at: number, timeMs: number): number {
  const { slab } = shard
  const block = shard.table[at + ROW.block]!
  const offset = timeMs - baseMs(shard, at)
  let low = 0
  let high = usedOf(shard, at)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (slab[block + middle]! <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Drops the entries that no event within the lateness of `newestMs` can see. */
export function dropUnreachable(layout: Layout, shard: Shard, at: number, newestMs: number): void {
  const { windowMs, lateMs } = layout.spec
  dropEntries(layout, shard, at, entriesUpTo(shard, at, newestMs - lateMs - windowMs))
}

/** Puts a key's entries into a block of another class. */
export function moveEntries(layout: Layout, shard: Shard, at: number, sizeClass: number): void {
  const oldClass = classOf(shard, at)
  const used = usedOf(shard, at)
  const block = takeBlock(layout, shard, sizeClass)
  const { slab, table } = shard
  const old = table[at + ROW.block]!
  copyEntries(layout, slab, old, layout.room[oldClass]!, slab, block, layout.room[sizeClass]!, used)
  giveBlock(shard, oldClass, old)
  table[at + ROW.block] = block
  setMeta(shard, at, MODE.entries, sizeClass, used)
}

/** Copies entries between blocks, of different room or in different slabs. */
export function copyEntries(
  layout: Layout,
  from: Uint32Array,
  fromBlock: number,
  fromRoom: number,
  to: Uint32Array,
  toBlock: number,
  toRoom: number,
  used: number,
): void {
  for (let i = 0; i < used; i++) to[toBlock + i] = from[fromBlock + i]!
  if (layout.payload === 0) return
  const source = fromBlock + fromRoom
  const target = toBlock + toRoom
  for (let i = 0; i < 2 * used; i++) to[target + i] = from[source + i]!
}

/** Gives a key, whatever it held, an empty block of entries. */
export function startEntries(layout: Layout, shard: Shard, at: number): void {
  shard.table[at + ROW.block] = takeBlock(layout, shard, 0)
  setMeta(shard, at, MODE.entries, 0, 0)
}

/** Moves the start of a key's times so that one more fits; entries that it puts out of reach are dropped. */
function rebase(layout: Layout, shard: Shard, at: number, timeMs: number): void {
  const { lateMs } = layout.spec
  const newest = Math.max(newestEntry(shard, at), timeMs)
  dropUnreachable(layout, shard, at, newest)
  const { table, slab } = shard
  const used = usedOf(shard, at)
  const block = table[at + ROW.block]!
  const oldBase = baseMs(shard, at)
  const oldest = used === 0 ? timeMs : Math.min(timeMs, oldBase + slab[block]!)
  table[at + ROW.base] = Math.floor((oldest - lateMs) / BASE_MS)
  const shift = baseMs(shard, at) - oldBase
  for (let i = 0; i < used; i++) slab[block + i] = slab[block + i]! - shift
}

/** The class that a key's entries would fit best. */
export function bestClass(layout: Layout, shard: Shard, at: number): number {
  return classFor(layout, usedOf(shard, at))
}
