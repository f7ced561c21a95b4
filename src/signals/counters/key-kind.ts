import type { Layout } from './layout.ts'
import type { Shard } from './shard.ts'

/** What a kind of counter does with one key: `at` is the word at which its row begins. Times are whole ms. */
export interface KeyKind {
  readonly layout: Layout
  /** Gives a new row what a key begins with. */
  start(shard: Shard, at: number): void
  /** Time of the newest event held; -Infinity when there is none. */
  newest(shard: Shard, at: number): number
  /** Counts an event that is not too late, and gives the value as of it. */
  add(shard: Shard, at: number, timeMs: number, a: number, b: number): number
  /** The value as of a time that is not too late. */
  read(shard: Shard, at: number, timeMs: number): number
  remove(shard: Shard, at: number, timeMs: number, a: number, b: number): void
  /** Drops what no event can see any more; changes no value. */
  trim(shard: Shard, at: number): void
  /** The value of a key that nothing is held of. */
  readonly none: number
}
