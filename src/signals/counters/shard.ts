import type { DistinctAside } from './distinct-aside.ts'

/** Words that every block in a slab begins with. */
export const HEAD = {
  hi: 0,
  lo: 1,
  /** Start of the key's times, in units of `BASE_MS` from the epoch; signed. */
  base: 2,
  /** Entries used (8 bits), size class of the block (8), mode (8). */
  meta: 3,
  /** Second of the state's clock at which the key was last counted. */
  touch: 4,
  /** Place in `aside`, in mode `aside`. */
  aside: 5,
  words: 6,
} as const

export const MODE = {
  /** Entries in order of time. */
  entries: 1,
  /** A form of the class's own: a ring of ticks, or a score. */
  fixed: 2,
  /** An object beside the slab. */
  aside: 3,
} as const

/** So that 32 bits of ms beyond it reach 49.6 days, and 32 bits of it as far as doubles count ms exactly. */
export const BASE_MS = 2 ** 22

/**
 * A range of keys. The table is open addressing and small, so that most of it stays in the processor's cache: each row
 * is a block's place (in twos of words) above 6 bits of the key's hash. All else of a key lies together in its block.
 */
export interface Shard {
  /** 0: the row is free. */
  table: Uint32Array
  keys: number
  /** The same buffer in four widths. */
  slab: Uint32Array
  doubles: Float64Array
  octets: Uint8Array
  pairs: Uint16Array
  /** First word that was never given out. */
  top: number
  /** First free block by size class; its first word leads to the next. 0: none. */
  readonly free: Uint32Array
  /** Words of all free blocks. */
  freed: number
  /** What does not fit a block. */
  readonly aside: (DistinctAside | undefined)[]
}

const FIRST_ROWS = 8
const FIRST_WORDS = 64
/** Block 0 means none. */
export const FIRST_BLOCK = 2
const TAG_BITS = 6
const TAG_MASK = 2 ** TAG_BITS - 1

/** `classes` is how many size classes its blocks have. */
export function emptyShard(classes: number): Shard {
  const buffer = new ArrayBuffer(FIRST_WORDS * 4)
  return {
    table: new Uint32Array(FIRST_ROWS),
    keys: 0,
    slab: new Uint32Array(buffer),
    doubles: new Float64Array(buffer),
    octets: new Uint8Array(buffer),
    pairs: new Uint16Array(buffer),
    top: FIRST_BLOCK,
    free: new Uint32Array(classes),
    freed: 0,
    aside: [],
  }
}

/** Puts another buffer under the slab; what the old one held is not copied. */
export function setSlab(shard: Shard, words: number): void {
  if (words >= 2 ** (33 - TAG_BITS))
    throw new Error(`Counter state: a shard of ${words} words is too large; give the state more shards`)
  const buffer = new ArrayBuffer(words * 4)
  shard.slab = new Uint32Array(buffer)
  shard.doubles = new Float64Array(buffer)
  shard.octets = new Uint8Array(buffer)
  shard.pairs = new Uint16Array(buffer)
}

/** The row of a key, `mixed` being its `mixKey`; where it is not held, the complement (~) of the row that is free for it. */
export function findRow(shard: Shard, hi: number, lo: number, mixed: number): number {
  const { table, slab } = shard
  const tag = mixed & TAG_MASK
  let at = homeRow(mixed, table.length)
  for (;;) {
    const row = table[at]!
    if (row === 0) return ~at
    if ((row & TAG_MASK) === tag) {
      const block = (row >>> TAG_BITS) << 1
      if (slab[block + HEAD.lo] === lo && slab[block] === hi) return at
    }
    if (++at === table.length) at = 0
  }
}

/** Takes the first free row for a key whose row it is not worth looking for. */
export function freeRow(table: Uint32Array, mixed: number): number {
  let at = homeRow(mixed, table.length)
  while (table[at] !== 0) if (++at === table.length) at = 0
  return at
}

/** Spreads over any number of rows, so that tables need not double. */
function homeRow(mixed: number, rows: number): number {
  return ((Math.imul(mixed, 0x9e3779b1) >>> 0) * rows * 2 ** -32) >>> 0
}

export function blockAt(shard: Shard, at: number): number {
  return (shard.table[at]! >>> TAG_BITS) << 1
}

/** Points a row to a block, which need not be written yet. */
export function setRow(table: Uint32Array, at: number, mixed: number, block: number): void {
  table[at] = (block << (TAG_BITS - 1)) | (mixed & TAG_MASK)
}

/** Points a row to where its block went. */
export function moveRow(shard: Shard, at: number, block: number): void {
  shard.table[at] = (block << (TAG_BITS - 1)) | (shard.table[at]! & TAG_MASK)
}

export function modeOf(shard: Shard, block: number): number {
  return shard.slab[block + HEAD.meta]! >>> 16
}

export function usedOf(shard: Shard, block: number): number {
  return shard.slab[block + HEAD.meta]! & 255
}

export function classOf(shard: Shard, block: number): number {
  return (shard.slab[block + HEAD.meta]! >>> 8) & 255
}

export function setMeta(shard: Shard, block: number, mode: number, sizeClass: number, used: number): void {
  shard.slab[block + HEAD.meta] = (mode << 16) | (sizeClass << 8) | used
}

export function baseMs(shard: Shard, block: number): number {
  return (shard.slab[block + HEAD.base]! | 0) * BASE_MS
}
