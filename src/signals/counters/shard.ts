import type { DistinctAside } from './distinct-aside.ts'
import type { Layout } from './layout.ts'

/** Words of a key's row in the table of a shard. */
export const ROW = {
  hi: 0,
  lo: 1,
  /** Start of the key's times, in units of `BASE_MS` from the epoch; signed. */
  base: 2,
  /** Where its block begins in the slab; in mode `aside`, its place in `aside`. */
  block: 3,
  /** Entries used (8 bits), size class of the block (8), mode (8). 0: the row is free. */
  meta: 4,
  /** Second of the state's clock at which the key was last counted. */
  touch: 5,
  words: 6,
} as const

export const MODE = {
  /** Entries in order of time. */
  entries: 1,
  /** A block of its class's own form: a ring of ticks, or a score. */
  fixed: 2,
  /** An object beside the slab. */
  aside: 3,
} as const

/** So that 32 bits of ms beyond it reach 49.6 days, and 32 bits of it as far as doubles count ms exactly. */
export const BASE_MS = 2 ** 22

/** A range of keys: an open-addressing table of rows, and a slab of blocks that the rows point to. */
export interface Shard {
  table: Uint32Array
  /** Rows of the table. */
  rows: number
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
  /** What does not fit a block, by the row's block word. */
  readonly aside: (DistinctAside | undefined)[]
}

const FIRST_ROWS = 8
const FIRST_WORDS = 64
/** Block 0 means none. */
export const FIRST_BLOCK = 2

export function emptyShard(layout: Layout): Shard {
  const buffer = new ArrayBuffer(FIRST_WORDS * 4)
  return {
    table: new Uint32Array(FIRST_ROWS * ROW.words),
    rows: FIRST_ROWS,
    keys: 0,
    slab: new Uint32Array(buffer),
    doubles: new Float64Array(buffer),
    octets: new Uint8Array(buffer),
    pairs: new Uint16Array(buffer),
    top: FIRST_BLOCK,
    free: new Uint32Array(layout.words.length),
    aside: [],
  }
}

/** Puts another buffer under the slab; what the old one held is not copied. */
export function setSlab(shard: Shard, words: number): void {
  const buffer = new ArrayBuffer(words * 4)
  shard.slab = new Uint32Array(buffer)
  shard.doubles = new Float64Array(buffer)
  shard.octets = new Uint8Array(buffer)
  shard.pairs = new Uint16Array(buffer)
}

/** Word at which the row of a key begins; where it is not held, the complement (~) of where it would. */
export function findRow(shard: Shard, hi: number, lo: number, mixed: number): number {
  const { table, rows } = shard
  const end = rows * ROW.words
  let at = homeRow(mixed, rows) * ROW.words
  while (table[at + ROW.meta] !== 0) {
    if (table[at + ROW.lo] === lo && table[at + ROW.hi] === hi) return at
    at += ROW.words
    if (at === end) at = 0
  }
  return ~at
}

/** Spreads over any number of rows, so that tables need not double. */
export function homeRow(mixed: number, rows: number): number {
  return ((Math.imul(mixed, 0x9e3779b1) >>> 0) * rows * 2 ** -32) >>> 0
}

/** Mixes the halves of a key, so that poor hashes do no harm. The low bits choose the shard. */
export function mixKey(hi: number, lo: number, seed: number): number {
  let h = Math.imul(hi ^ seed, 0x85ebca6b) ^ lo
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f)
  return h ^ (h >>> 16)
}

export function modeOf(shard: Shard, at: number): number {
  return shard.table[at + ROW.meta]! >>> 16
}

export function usedOf(shard: Shard, at: number): number {
  return shard.table[at + ROW.meta]! & 255
}

export function classOf(shard: Shard, at: number): number {
  return (shard.table[at + ROW.meta]! >>> 8) & 255
}

export function setMeta(shard: Shard, at: number, mode: number, sizeClass: number, used: number): void {
  shard.table[at + ROW.meta] = (mode << 16) | (sizeClass << 8) | used
}

export function baseMs(shard: Shard, at: number): number {
  return (shard.table[at + ROW.base]! | 0) * BASE_MS
}
