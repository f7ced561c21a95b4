import { bestClass, copyEntries } from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import {
  classOf,
  FIRST_BLOCK,
  findRow,
  MODE,
  mixKey,
  modeOf,
  ROW,
  type Shard,
  setMeta,
  setSlab,
  usedOf,
} from './shard.ts'
import { slabWords } from './slab.ts'

/** Rows at most in use, of ten. */
export const FULL_TENTHS = 8

/** Memory that rebuilds share. */
export interface Scratch {
  words: Uint32Array
}

/**
 * Writes a shard anew without the keys that `drops` names and without what no event can see any more, with room for
 * at least one key more. No value changes but those of the dropped keys.
 */
export function rebuildShard(
  kind: KeyKind,
  shard: Shard,
  scratch: Scratch,
  seed: number,
  drops: (at: number) => boolean,
): void {
  // 1. Drop and trim in place; see what is left.
  const { layout } = kind
  const end = shard.rows * ROW.words
  let keys = 0
  let words = FIRST_BLOCK
  for (let at = 0; at < end; at += ROW.words) {
    if (shard.table[at + ROW.meta] === 0) continue
    if (drops(at)) {
      if (modeOf(shard, at) === MODE.aside) shard.aside[shard.table[at + ROW.block]!] = undefined
      shard.table[at + ROW.meta] = 0
      continue
    }
    keys++
    kind.trim(shard, at)
    const mode = modeOf(shard, at)
    if (mode === MODE.entries) words += layout.words[bestClass(layout, shard, at)]!
    else if (mode === MODE.fixed) words += layout.words[classOf(shard, at)]!
  }
  // 2. The table, larger or smaller where it no longer fits.
  const old = shard.table
  const tableWords = old.length
  const load = ((keys + 1) * 10) / shard.rows
  const rows = load > FULL_TENTHS - 0.5 || load < 3 ? Math.max(8, Math.ceil(keys * 1.6) + 1) : shard.rows
  if (scratch.words.length < tableWords + words) scratch.words = new Uint32Array((tableWords + words) * 1.25)
  const held = scratch.words
  held.set(old)
  if (rows === shard.rows) old.fill(0)
  else shard.table = new Uint32Array(rows * ROW.words)
  shard.rows = rows
  // 3. Each key to its place, its block to the scratch.
  let top = FIRST_BLOCK
  const from = shard.slab
  for (let at = 0; at < tableWords; at += ROW.words) {
    const meta = held[at + ROW.meta]!
    if (meta === 0) continue
    const hi = held[at + ROW.hi]!
    const lo = held[at + ROW.lo]!
    const row = ~findRow(shard, hi, lo, mixKey(hi, lo, seed))
    for (let i = 0; i < ROW.words; i++) shard.table[row + i] = held[at + i]!
    const mode = meta >>> 16
    if (mode === MODE.aside) continue
    const block = held[at + ROW.block]!
    shard.table[row + ROW.block] = top
    const oldClass = (meta >>> 8) & 255
    if (mode === MODE.fixed) {
      const size = layout.words[oldClass]!
      for (let i = 0; i < size; i++) held[tableWords + top + i] = from[block + i]!
      top += size
    } else {
      const used = usedOf(shard, row)
      const sizeClass = bestClass(layout, shard, row)
      copyEntries(
        layout,
        from,
        block,
        layout.room[oldClass]!,
        held,
        tableWords + top,
        layout.room[sizeClass]!,
        used,
      )
      setMeta(shard, row, MODE.entries, sizeClass, used)
      top += layout.words[sizeClass]!
    }
  }
  // 4. Back into the slab, which keeps its size while that leaves a tenth free and not more than half.
  if (top * 10 > from.length * 9 - 320 || top * 2 < from.length - 320) setSlab(shard, slabWords(top))
  shard.slab.set(held.subarray(tableWords + FIRST_BLOCK, tableWords + top), FIRST_BLOCK)
  shard.top = top
  shard.free.fill(0)
  shard.keys = keys
  while (shard.aside.length > 0 && shard.aside.at(-1) === undefined) shard.aside.pop()
}
