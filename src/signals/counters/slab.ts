import type { Layout } from './layout.ts'
import { type Shard, setSlab } from './shard.ts'

/** A block of a size class. Offsets of other blocks stay good; the slab itself may be another one afterwards. */
export function takeBlock(layout: Layout, shard: Shard, sizeClass: number): number {
  const freed = shard.free[sizeClass]!
  if (freed !== 0) {
    shard.free[sizeClass] = shard.slab[freed]!
    return freed
  }
  const words = layout.words[sizeClass]!
  const block = shard.top
  if (block + words > shard.slab.length) growSlab(shard, words)
  shard.top = block + words
  return block
}

export function giveBlock(shard: Shard, sizeClass: number, block: number): void {
  shard.slab[block] = shard.free[sizeClass]!
  shard.free[sizeClass] = block
}

function growSlab(shard: Shard, words: number): void {
  const old = shard.slab
  setSlab(shard, slabWords(shard.top + words))
  shard.slab.set(old.subarray(0, shard.top))
}

/** Words to allot for so many in use: a sixth more, so that growth costs a share of what it makes room for. */
export function slabWords(used: number): number {
  return (used + Math.max(64, Math.ceil(used / 6)) + 1) & ~1
}
