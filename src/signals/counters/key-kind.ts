import type { Layout } from './layout.ts'
import type { Shard } from './shard.ts'

/** What a kind of counter does with one key, by its row (`at`) where its block may be changed. Times are whole ms. */
export interface KeyKind {
  readonly layout: Layout
  /** Mode and class of the block that a key begins with. */
  readonly begins: { readonly mode: number; readonly sizeClass: number }
  /** Makes a new block, whose head is written, hold nothing. */
  clear(shard: Shard, block: number): void
  /** Time of the newest event held; -Infinity when there is none. */
  newest(shard: Shard, block: number): number
  /** Counts an event that is not too late, and gives the value as of it. */
  add(shard: Shard, at: number, timeMs: number, a: number, b: number): number
  /** The value as of a time that is not too late. */
  read(shard: Shard, block: number, timeMs: number): number
  remove(shard: Shard, block: number, timeMs: number, a: number, b: number): void
  /** Drops what no event can see any more; changes no value. */
  trim(shard: Shard, block: number): void
  /** The value of a key that nothing is held of. */
  readonly none: number
}
