import { bestClass, copyEntries } from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { mixKey } from './mix-key.ts'
import {
  blockAt,
  classOf,
  FIRST_BLOCK,
  freeRow,
  HEAD,
  MODE,
  modeOf,
  type Shard,
  setRow,
  setSlab,
  usedOf,
} from './shard.ts'
import { slabWords } from './slab.ts'
import { rowsFor } from './table.ts'

/** Memory that rebuilds share. */
export interface Scratch {
  words: Uint32Array
}

/**
 * Writes a shard anew without the keys whose blocks `drops` tells and without what no event can see any more, with
 * room for at least one key more. No value changes but those of the dropped keys.
 */
export function rebuildShard(
  kind: KeyKind,
  shard: Shard,
  scratch: Scratch,
  seed: number,
  drops: (block: number) => boolean,
): void {
  const { layout } = kind
  const { table } = shard
  // 1. Drop and trim in place; see what is left.
  let keys = 0
  let words = FIRST_BLOCK
  for (let at = 0; at < table.length; at++) {
    if (table[at] === 0) continue
    const block = blockAt(shard, at)
    if (drops(block)) {
      if (modeOf(shard, block) === MODE.aside) shard.aside[shard.slab[block + HEAD.aside]!] = undefined
      table[at] = 0
      continue
    }
    keys++
    kind.trim(shard, block)
    words += layout.words[fittingClass(kind, shard, block)]!
  }
  // 2. A table of another size where keys no longer fit it; rows find their place again by their keys.
  const rows = rowsFor(keys, table.length)
  const held = scratchOf(scratch, table.length + words)
  held.set(table)
  if (rows === table.length) table.fill(0)
  else shard.table = new Uint32Array(rows)
  // 3. Each block to the scratch, in the class that fits it.
  const old = { slab: shard.slab, rows: table.length }
  let top = FIRST_BLOCK
  for (let i = 0; i < old.rows; i++) {
    if (held[i] === 0) continue
    const block = (held[i]! >>> 6) << 1
    const mixed = mixKey(old.slab[block]!, old.slab[block + HEAD.lo]!, seed)
    setRow(shard.table, freeRow(shard.table, mixed), mixed, top)
    top += copyBlock(kind, shard, block, held, old.rows + top)
  }
  // 4. Back into the slab, which keeps its size while that leaves some free and not much.
  const full = slabWords(top)
  if ((top + full) / 2 > old.slab.length || full * 1.2 < old.slab.length) setSlab(shard, full)
  shard.slab.set(held.subarray(old.rows + FIRST_BLOCK, old.rows + top), FIRST_BLOCK)
  shard.top = top
  shard.free.fill(0)
  shard.freed = 0
  shard.keys = keys
}

function fittingClass(kind: KeyKind, shard: Shard, block: number): number {
  return modeOf(shard, block) === MODE.entries ? bestClass(kind.layout, shard, block) : classOf(shard, block)
}

/** Copies a block of the slab into other words; returns how many it takes there. */
function copyBlock(kind: KeyKind, shard: Shard, block: number, to: Uint32Array, target: number): number {
  const { layout } = kind
  const { slab } = shard
  const sizeClass = fittingClass(kind, shard, block)
  const words = layout.words[sizeClass]!
  if (modeOf(shard, block) !== MODE.entries) {
    for (let i = 0; i < words; i++) to[target + i] = slab[block + i]!
    return words
  }
  const used = usedOf(shard, block)
  for (let i = 0; i < HEAD.words; i++) to[target + i] = slab[block + i]!
  to[target + HEAD.meta] = (MODE.entries << 16) | (sizeClass << 8) | used
  copyEntries(
    layout,
    slab,
    block,
    layout.room[classOf(shard, block)]!,
    to,
    target,
    layout.room[sizeClass]!,
    used,
  )
  return words
}

function scratchOf(scratch: Scratch, words: number): Uint32Array {
  if (scratch.words.length < words) scratch.words = new Uint32Array(Math.ceil(words * 1.25))
  return scratch.words
}
