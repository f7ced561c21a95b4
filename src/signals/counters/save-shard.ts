import { payloadOf } from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { saveAside } from './save-aside.ts'
import { classOf, MODE, modeOf, ROW, type Shard, usedOf } from './shard.ts'
import { checksum, putWord, reserveWords, type WordWriter } from './words.ts'

/** The first word of saved bytes: the form they are in. */
export const SAVED_FORM = 0x48430001
/** Words before the keys: form, fingerprint, shard, keys, clock, its first second; two of checksum end them. */
export const SAVED_HEAD = 6

const writer: WordWriter = { words: new Uint32Array(1024), length: 0 }

/** Writes the keys of a shard that `isIdle` leaves, without what the slab holds beside them. */
export function saveShard(
  kind: KeyKind,
  shard: Shard | undefined,
  head: {
    readonly fingerprint: number
    readonly shard: number
    readonly clock: number
    readonly clockBegan: number
  },
  isIdle: (at: number) => boolean,
): Uint8Array {
  writer.length = 0
  for (const word of [SAVED_FORM, head.fingerprint, head.shard, 0, head.clock, head.clockBegan])
    putWord(writer, word)
  let keys = 0
  for (let at = 0; shard && at < shard.table.length; at += ROW.words) {
    if (shard.table[at + ROW.meta] === 0 || isIdle(at)) continue
    keys++
    saveKey(kind, shard, at)
  }
  writer.words[3] = keys
  const [a, b] = checksum(writer.words.subarray(0, writer.length))
  putWord(writer, a)
  putWord(writer, b)
  const bytes = new Uint8Array(writer.words.buffer, 0, writer.length * 4).slice()
  // A shard with sketches may have been large; that much is not kept.
  if (writer.words.length > 2 ** 20) writer.words = new Uint32Array(1024)
  return bytes
}

function saveKey(kind: KeyKind, shard: Shard, at: number): void {
  const { table, slab } = shard
  const mode = modeOf(shard, at)
  const used = usedOf(shard, at)
  const block = table[at + ROW.block]!
  const size = mode === MODE.fixed ? kind.layout.words[classOf(shard, at)]! : used * (1 + kind.layout.payload)
  reserveWords(writer, ROW.words + size)
  const { words } = writer
  let n = writer.length
  words[n++] = table[at + ROW.hi]!
  words[n++] = table[at + ROW.lo]!
  words[n++] = table[at + ROW.base]!
  words[n++] = table[at + ROW.meta]!
  words[n++] = table[at + ROW.touch]!
  if (mode === MODE.fixed) for (let i = 0; i < size; i++) words[n++] = slab[block + i]!
  else if (mode === MODE.entries) {
    for (let i = 0; i < used; i++) words[n++] = slab[block + i]!
    const payload = payloadOf(kind.layout, shard, at)
    for (let i = 0; i < used * kind.layout.payload; i++) words[n++] = slab[payload + i]!
  }
  writer.length = n
  if (mode === MODE.aside) saveAside(writer, shard.aside[block]!)
}
