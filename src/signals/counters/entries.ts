import { classFor, type Layout } from './layout.ts'
import { BASE_MS, baseMs, blockAt, classOf, HEAD, MODE, type Shard, usedOf } from './shard.ts'
import { changeBlock } from './slab.ts'

/** Time of the newest entry of a block; -Infinity when it has none. */
export function newestEntry(shard: Shard, block: number): number {
  const used = usedOf(shard, block)
  return used === 0 ? Number.NEGATIVE_INFINITY : timeOf(shard, block, used - 1)
}

export function timeOf(shard: Shard, block: number, place: number): number {
  return baseMs(shard, block) + shard.slab[block + HEAD.words + place]!
}

export function isFull(layout: Layout, shard: Shard, block: number): boolean {
  return usedOf(shard, block) === layout.room[classOf(shard, block)]
}

/** Where the payloads of a block's entries begin in the slab. */
export function payloadOf(layout: Layout, shard: Shard, block: number): number {
  return block + HEAD.words + layout.room[classOf(shard, block)]!
}

/**
 * Makes an entry in order of time, after those of the same time, and gives its place; its payload is yet to be
 * written. The key must hold fewer than the limit. Its block may be another one afterwards.
 */
export function openEntry(layout: Layout, shard: Shard, at: number, timeMs: number): number {
  let block = blockAt(shard, at)
  reachTime(layout, shard, block, timeMs)
  if (isFull(layout, shard, block)) block = moveEntries(layout, shard, at, classOf(shard, block) + 1)
  const { slab } = shard
  const offset = timeMs - baseMs(shard, block)
  const used = usedOf(shard, block)
  const first = block + HEAD.words
  let place = used
  while (place > 0 && slab[first + place - 1]! > offset) {
    slab[first + place] = slab[first + place - 1]!
    place--
  }
  slab[first + place] = offset
  if (layout.payload !== 0 && place < used) {
    const payload = payloadOf(layout, shard, block)
    slab.copyWithin(payload + 2 * place + 2, payload + 2 * place, payload + 2 * used)
  }
  slab[block + HEAD.meta] = slab[block + HEAD.meta]! + 1
  return place
}

/**
 * Makes an entry that comes last, if that takes no more than writing it: -1 if the block is full or empty, or the time
 * is not the newest. Most events are such.
 */
export function appendEntry(layout: Layout, shard: Shard, block: number, timeMs: number): number {
  const { slab } = shard
  const meta = slab[block + HEAD.meta]!
  const used = meta & 255
  const offset = timeMs - (slab[block + HEAD.base]! | 0) * BASE_MS
  if (
    used === 0 ||
    used === layout.room[(meta >>> 8) & 255] ||
    offset < slab[block + HEAD.words + used - 1]! ||
    offset > 0xffffffff
  )
    return -1
  slab[block + HEAD.words + used] = offset
  slab[block + HEAD.meta] = meta + 1
  return used
}

/** Makes sure that a time can be written; entries that it puts out of reach may be dropped. */
export function reachTime(layout: Layout, shard: Shard, block: number, timeMs: number): void {
  const offset = timeMs - baseMs(shard, block)
  if (offset < 0 || offset > 0xffffffff || usedOf(shard, block) === 0) rebase(layout, shard, block, timeMs)
}

export function closeEntry(layout: Layout, shard: Shard, block: number, place: number): void {
  cutEntries(layout, shard, block, place, 1)
}

/** Drops the oldest entries. */
export function dropEntries(layout: Layout, shard: Shard, block: number, count: number): void {
  if (count > 0) cutEntries(layout, shard, block, 0, count)
}

function cutEntries(layout: Layout, shard: Shard, block: number, from: number, count: number): void {
  const { slab } = shard
  const left = usedOf(shard, block) - count
  const first = block + HEAD.words
  for (let i = from; i < left; i++) slab[first + i] = slab[first + i + count]!
  if (layout.payload !== 0) {
    const payload = payloadOf(layout, shard, block)
    for (let i = 2 * from; i < 2 * left; i++) slab[payload + i] = slab[payload + i + 2 * count]!
  }
  slab[block + HEAD.meta] = slab[block + HEAD.meta]! - count
}

/** Entries of a time at or before the one given. */
export function entriesUpTo(shard: Shard, block: number, timeMs: number): number {
  const { slab } = shard
  const first = block + HEAD.words
  const offset = timeMs - baseMs(shard, block)
  let low = 0
  let high = usedOf(shard, block)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (slab[first + middle]! <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Drops the entries that no event within the lateness of `newestMs` can see. */
export function dropUnreachable(layout: Layout, shard: Shard, block: number, newestMs: number): void {
  const { windowMs, lateMs } = layout.spec
  dropEntries(layout, shard, block, entriesUpTo(shard, block, newestMs - lateMs - windowMs))
}

/** Puts a key's entries into a block of another class; returns that. */
function moveEntries(layout: Layout, shard: Shard, at: number, sizeClass: number): number {
  const old = blockAt(shard, at)
  const room = layout.room[classOf(shard, old)]!
  const used = usedOf(shard, old)
  const block = changeBlock(layout, shard, at, MODE.entries, sizeClass, used)
  copyEntries(layout, shard.slab, old, room, shard.slab, block, layout.room[sizeClass]!, used)
  return block
}

/** Copies entries between blocks, of different room or in different slabs; not their heads. */
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
  let source = fromBlock + HEAD.words
  let target = toBlock + HEAD.words
  for (let i = 0; i < used; i++) to[target + i] = from[source + i]!
  if (layout.payload === 0) return
  source += fromRoom
  target += toRoom
  for (let i = 0; i < 2 * used; i++) to[target + i] = from[source + i]!
}

/** The class that a block's entries would fit best. */
export function bestClass(layout: Layout, shard: Shard, block: number): number {
  return classFor(layout, usedOf(shard, block))
}

/** Moves the start of a block's times so that one more fits; entries that it puts out of reach are dropped. */
function rebase(layout: Layout, shard: Shard, block: number, timeMs: number): void {
  dropUnreachable(layout, shard, block, Math.max(newestEntry(shard, block), timeMs))
  const { slab } = shard
  const used = usedOf(shard, block)
  const oldBase = baseMs(shard, block)
  const oldest = used === 0 ? timeMs : Math.min(timeMs, timeOf(shard, block, 0))
  slab[block + HEAD.base] = Math.floor((oldest - layout.spec.lateMs) / BASE_MS)
  const shift = baseMs(shard, block) - oldBase
  for (let i = 0; i < used; i++) slab[block + HEAD.words + i] = slab[block + HEAD.words + i]! - shift
}
