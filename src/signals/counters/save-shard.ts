import { payloadOf } from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { saveAside } from './save-aside.ts'
import { blockAt, classOf, HEAD, MODE, modeOf, type Shard, usedOf } from './shard.ts'
import { checksum, putWord, reserveWords, type WordWriter } from './words.ts'

/** The first word of saved bytes: the form they are in. */
export const SAVED_FORM = 0x48430001
/** Words before the keys: form, fingerprint, shard, keys, clock, its first second; two of checksum end them. */
export const SAVED_HEAD = 6
/** Words of a key's head that are saved. */
export const SAVED_KEY = 5
/** A writer that grew beyond this is not kept. */
const MOST_KEPT = 2 ** 20

let writer: WordWriter = { words: new Uint32Array(0), length: 0 }

/** Writes the keys of a shard but those that `isIdle` tells, without what its memory holds beside them. */
export function saveShard(
  kind: KeyKind,
  shard: Shard | undefined,
  head: {
    readonly fingerprint: number
    readonly shard: number
    readonly clock: number
    readonly clockBegan: number
  },
  isIdle: (block: number) => boolean,
): Uint8Array {
  writer.length = 0
  for (const word of [SAVED_FORM, head.fingerprint, head.shard, 0, head.clock, head.clockBegan])
    putWord(writer, word)
  let keys = 0
  for (let at = 0; shard && at < shard.table.length; at++) {
    if (shard.table[at] === 0) continue
    const block = blockAt(shard, at)
    if (isIdle(block)) continue
    keys++
    saveKey(kind, shard, block)
  }
  writer.words[3] = keys
  const [a, b] = checksum(writer.words.subarray(0, writer.length))
  putWord(writer, a)
  putWord(writer, b)
  const bytes = new Uint8Array(writer.words.buffer, 0, writer.length * 4).slice()
  if (writer.words.length > MOST_KEPT) writer = { words: new Uint32Array(0), length: 0 }
  return bytes
}

function saveKey(kind: KeyKind, shard: Shard, block: number): void {
  const { slab } = shard
  const mode = modeOf(shard, block)
  const used = usedOf(shard, block)
  const size = kind.layout.words[classOf(shard, block)]!
  reserveWords(writer, size)
  const { words } = writer
  let n = writer.length
  const copy = (from: number, count: number) => {
    for (let i = 0; i < count; i++) words[n++] = slab[from + i]!
  }
  copy(block, SAVED_KEY)
  if (mode === MODE.fixed) copy(block + HEAD.words, size - HEAD.words)
  else if (mode === MODE.entries) {
    copy(block + HEAD.words, used)
    copy(payloadOf(kind.layout, shard, block), used * kind.layout.payload)
  }
  writer.length = n
  if (mode === MODE.aside) saveAside(writer, shard.aside[slab[block + HEAD.aside]!]!)
}
