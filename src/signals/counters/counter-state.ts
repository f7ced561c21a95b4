/**
 * What one counter remembers: events by key, as of event time. A key, and the member of a distinct count, is a 64-bit
 * hash in two unsigned halves. Deterministic: the same calls in the same order give the same values, which is what
 * makes a replay equal to what was live. Values depend only on the calls for the same key, so that keys can be split
 * over workers.
 *
 * `a` and `b` are what is counted: the two halves of a member's hash for `distinct`; the number in `a` for `sum` and
 * `score`; nothing for the others.
 */
export interface CounterState {
  /**
   * Counts an event of time `timeMs` and gives the value as of it, with or without itself as the spec's `self` says.
   * NaN: there is no value, since nothing was seen before (`first`, `last`, `since`), or since the event lies further
   * behind the newest one of its key than `lateMs`; then it is not counted either.
   */
  count(keyHi: number, keyLo: number, timeMs: number, a: number, b: number): number
  /** The value as of `timeMs`, counting nothing. NaN as for `count`; 0 for a key never seen (`count`, `rate`, `distinct`, `sum`, `score`). */
  read(keyHi: number, keyLo: number, timeMs: number): number
  /** Takes back one `count` of the same arguments, as for an event whose decision was not stored after all. */
  uncount(keyHi: number, keyLo: number, timeMs: number, a: number, b: number): void
  /** Forgets what no window can reach at `nowMs`, a bounded piece of work at each call. */
  sweep(nowMs: number): void
  /** Keys held. */
  readonly keys: number
  /** Bytes held, buffers grown ahead included. */
  readonly bytes: number
  /** Pieces that can be saved one by one, each a range of keys: see `saveShard`. */
  readonly shards: number
  /** One shard as bytes that `loadShard` of a state of the same spec takes back; quick, less than 1 ms. */
  saveShard(shard: number): Uint8Array
  /** Throws an Error in words on bytes that are none of this spec's, or damaged. */
  loadShard(shard: number, bytes: Uint8Array): void
  /** The shard that a key lies in. */
  shardOf(keyHi: number, keyLo: number): number
}
