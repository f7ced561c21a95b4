import { bestClass, payloadOf } from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { loadAside } from './save-aside.ts'
import { SAVED_FORM, SAVED_HEAD } from './save-shard.ts'
import {
  classOf,
  emptyShard,
  findRow,
  MODE,
  mixKey,
  modeOf,
  ROW,
  type Shard,
  setMeta,
  usedOf,
} from './shard.ts'
import { takeBlock } from './slab.ts'
import { checksum, takeWord, takeWords, type WordReader } from './words.ts'

export interface LoadedShard {
  readonly shard: Shard
  readonly clock: number
  readonly clockBegan: number
}

/** Reads what `saveShard` wrote; throws an Error in words on anything else. */
export function loadShard(
  kind: KeyKind,
  bytes: Uint8Array,
  head: { readonly fingerprint: number; readonly shard: number; readonly seed: number },
): LoadedShard {
  const fail = (what: string) =>
    new Error(`Saved counter, shard ${head.shard}: ${what}; count it anew from the history`)
  if (bytes.length % 4 !== 0 || bytes.length < (SAVED_HEAD + 2) * 4)
    throw fail(`${bytes.length} bytes are cut short`)
  const all = new Uint32Array(bytes.slice().buffer)
  const words = all.subarray(0, -2)
  const [a, b] = checksum(words)
  if (all.at(-2) !== a || all.at(-1) !== b) throw fail('its bytes are damaged')
  if (words[0] !== SAVED_FORM) throw fail('it is in a form that this version does not read')
  if (words[1] !== head.fingerprint) throw fail('it belongs to a counter of another definition')
  if (words[2] !== head.shard) throw fail(`it is shard ${words[2]}`)
  const keys = words[3]!
  const shard = emptyShard(kind.layout)
  shard.rows = Math.max(8, Math.ceil(keys * 1.6) + 1)
  shard.table = new Uint32Array(shard.rows * ROW.words)
  const reader: WordReader = { words, at: SAVED_HEAD }
  for (let i = 0; i < keys; i++) loadKey(kind, shard, reader, head.seed)
  shard.keys = keys
  return { shard, clock: words[4]!, clockBegan: words[5]! }
}

function loadKey(kind: KeyKind, shard: Shard, reader: WordReader, seed: number): void {
  const { layout } = kind
  const hi = takeWord(reader)
  const lo = takeWord(reader)
  const at = ~findRow(shard, hi, lo, mixKey(hi, lo, seed))
  shard.table[at + ROW.hi] = hi
  shard.table[at + ROW.lo] = lo
  shard.table[at + ROW.base] = takeWord(reader)
  shard.table[at + ROW.meta] = takeWord(reader)
  shard.table[at + ROW.touch] = takeWord(reader)
  const mode = modeOf(shard, at)
  if (mode === MODE.aside) {
    shard.table[at + ROW.block] = shard.aside.push(loadAside(reader)) - 1
    return
  }
  if (mode === MODE.fixed) {
    const words = takeWords(reader, layout.words[classOf(shard, at)]!)
    const block = takeBlock(layout, shard, classOf(shard, at))
    shard.slab.set(words, block)
    shard.table[at + ROW.block] = block
    return
  }
  const used = usedOf(shard, at)
  const sizeClass = bestClass(layout, shard, at)
  const block = takeBlock(layout, shard, sizeClass)
  shard.table[at + ROW.block] = block
  setMeta(shard, at, MODE.entries, sizeClass, used)
  shard.slab.set(takeWords(reader, used), block)
  shard.slab.set(takeWords(reader, used * layout.payload), payloadOf(layout, shard, at))
}
