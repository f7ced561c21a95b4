import type { Layout } from './layout.ts'
import { blockAt, classOf, HEAD, moveRow, type Shard, setMeta, setSlab } from './shard.ts'

/** Free words at the end of a slab below which it is full. */
const NEARLY_FULL = 64
const RAGGED_SHARE = 7

/** A block of a size class. Places of other blocks stay good; the slab itself may be another one afterwards. */
export function takeBlock(layout: Layout, shard: Shard, sizeClass: number): number {
  const words = layout.words[sizeClass]!
  const freed = shard.free[sizeClass]!
  if (freed !== 0) {
    shard.free[sizeClass] = shard.slab[freed]!
    shard.freed -= words
    return freed
  }
  const block = shard.top
  if (block + words > shard.slab.length) growSlab(shard, words)
  shard.top = block + words
  return block
}

function giveBlock(layout: Layout, shard: Shard, sizeClass: number, block: number): void {
  shard.freed += layout.words[sizeClass]!
  shard.slab[block] = shard.free[sizeClass]!
  shard.free[sizeClass] = block
}

/**
 * Gives a key a block of another class, with its old head but for mode, class and use; the old block is given up, and
 * reads as it did (but for its first word) until the next block is taken.
 */
export function changeBlock(
  layout: Layout,
  shard: Shard,
  at: number,
  mode: number,
  sizeClass: number,
  used: number,
): number {
  const block = takeBlock(layout, shard, sizeClass)
  const old = blockAt(shard, at)
  const { slab } = shard
  for (let i = 0; i < HEAD.words; i++) slab[block + i] = slab[old + i]!
  giveBlock(layout, shard, classOf(shard, old), old)
  setMeta(shard, block, mode, sizeClass, used)
  moveRow(shard, at, block)
  return block
}

/** Whether so much of a full slab is free blocks that it is better rebuilt than grown. */
export function isRagged(shard: Shard): boolean {
  return shard.slab.length - shard.top < NEARLY_FULL && shard.freed * RAGGED_SHARE > shard.top
}

function growSlab(shard: Shard, words: number): void {
  const old = shard.slab
  setSlab(shard, slabWords(shard.top + words))
  shard.slab.set(old.subarray(0, shard.top))
}

/** Words to allot for so many in use: an eighth more, so that growth costs a share of what it makes room for. */
export function slabWords(used: number): number {
  return (used + Math.max(64, Math.ceil(used / 8)) + 1) & ~1
}
