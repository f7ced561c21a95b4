import { payloadOf } from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { classFor } from './layout.ts'
import { mixKey } from './mix-key.ts'
import { loadAside } from './save-aside.ts'
import { SAVED_FORM, SAVED_HEAD, SAVED_KEY } from './save-shard.ts'
import { emptyShard, freeRow, HEAD, MODE, type Shard, setMeta, setRow } from './shard.ts'
import { takeBlock } from './slab.ts'
import { rowsFor } from './table.ts'
import { checksum, takeWords, type WordReader } from './words.ts'

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
    new Error(`Saved counter, shard ${head.shard}: ${what}; count it anew from the stored decisions`)
  if (bytes.length % 4 !== 0 || bytes.length < (SAVED_HEAD + 2) * 4)
    throw fail(`its ${bytes.length} bytes are not all there`)
  const all = new Uint32Array(bytes.slice().buffer)
  const words = all.subarray(0, -2)
  const [a, b] = checksum(words)
  if (all.at(-2) !== a || all.at(-1) !== b) throw fail('its bytes are damaged')
  if (words[0] !== SAVED_FORM) throw fail('it is in a form that this version does not read')
  if (words[1] !== head.fingerprint) throw fail('it belongs to a counter of another definition')
  if (words[2] !== head.shard) throw fail(`it is shard ${words[2]}`)
  const keys = words[3]!
  const shard = emptyShard(kind.layout.words.length)
  shard.table = new Uint32Array(rowsFor(keys, 8))
  shard.keys = keys
  const reader: WordReader = { words, at: SAVED_HEAD }
  for (let i = 0; i < keys; i++) loadKey(kind, shard, reader, head.seed)
  return { shard, clock: words[4]!, clockBegan: words[5]! }
}

function loadKey({ layout }: KeyKind, shard: Shard, reader: WordReader, seed: number): void {
  const saved = takeWords(reader, SAVED_KEY)
  const meta = saved[HEAD.meta]!
  const mode = meta >>> 16
  const used = meta & 255
  const sizeClass = mode === MODE.entries ? classFor(layout, used) : (meta >>> 8) & 255
  const block = takeBlock(layout, shard, sizeClass)
  shard.slab.set(saved, block)
  setMeta(shard, block, mode, sizeClass, used)
  const mixed = mixKey(saved[HEAD.hi]!, saved[HEAD.lo]!, seed)
  setRow(shard.table, freeRow(shard.table, mixed), mixed, block)
  if (mode === MODE.aside) shard.slab[block + HEAD.aside] = shard.aside.push(loadAside(reader)) - 1
  else if (mode === MODE.fixed)
    shard.slab.set(takeWords(reader, layout.words[sizeClass]! - HEAD.words), block + HEAD.words)
  else {
    shard.slab.set(takeWords(reader, used), block + HEAD.words)
    shard.slab.set(takeWords(reader, used * layout.payload), payloadOf(layout, shard, block))
  }
}
