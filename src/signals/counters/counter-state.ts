/**
 * What one counter remembers: events by key, as of event time. A key, and the member of a distinct count, is a 64-bit
 * hash in two unsigned halves. Deterministic: the same calls in the same order give the same values, which is what
 * makes a replay equal to what was live. Values depend only on the calls for the same key, and on what the clock was
 * told by then (`sweep`), so that keys can be split over workers.
 *
 * `a` and `b` are what is counted: the two halves of a member's hash for `distinct`; the number in `a` for `sum` and
 * `score`; nothing for the others. Times are ms from the epoch, cut to whole ones.
 *
 * A value as of T covers the events that were counted before, with times in (T - window, T]:
 * - `count`, `rate`, `sum`: exact while a key holds up to 64 events, late ones included; beyond, in ticks of 1/256 of
 *   the window: its far edge is rounded up to a tick. A sum is made in order of time, then of arrival. What is not
 *   finite is not summed.
 * - `distinct`: exact while a key holds up to 48 occurrences; beyond, in ticks of 1/250 of the window, exact but for
 *   its edge up to 16,384 members; beyond, an estimate of relative standard error 0.81 %. Of such a key a late event
 *   reads the value that stands at its newest event.
 * - `first`: the first event since the key was last idle for a whole window.
 * - `last`, `since`: the newest event; what a late event reads may be up to a seventh of the lateness too old when a
 *   key is busy.
 * - `score`: weights, each halved in every half-life since its event; none of a key that was idle for a whole window.
 *   A late weight is added as decayed; a late event reads the score that stands at the newest.
 */
export interface CounterState {
  /**
   * Counts an event of time `timeMs` and gives the value as of it, with or without itself as the spec's `self` says.
   * NaN: there is no value, since nothing was seen before (`first`, `last`, `since`), or since the event lies further
   * behind the newest one of its key than `lateMs` (a busy key: than fifteen windows); then it is not counted either.
   */
  count(keyHi: number, keyLo: number, timeMs: number, a: number, b: number): number
  /** The value as of `timeMs`, counting nothing. NaN as for `count`; 0 for a key never seen (`count`, `rate`, `distinct`, `sum`, `score`). */
  read(keyHi: number, keyLo: number, timeMs: number): number
  /**
   * Takes back one `count` of the same arguments, as for an event whose decision was not stored after all. Exact while
   * a key holds events one by one, but for earlier ones that the event taken back had put out of reach; of a busy key a
   * count or sum is taken back, and nothing of a distinct count. `first` forgets the event only if no other was within
   * a window of it.
   */
  uncount(keyHi: number, keyLo: number, timeMs: number, a: number, b: number): void
  /**
   * Tells the clock, which never goes back, and does a bounded piece of work. A key is forgotten once it was not
   * counted for its window, lateness and a minute by this clock, whatever the times of its events: a sender whose clock
   * was wrong is forgotten like any other. To be the same in a replay, tell it before each event the time that was
   * taken when the event came in. Until it is first told, nothing is forgotten.
   */
  sweep(nowMs: number): void
  /** Keys held. */
  readonly keys: number
  /** Keys dropped since there were too many, so that they began anew. */
  readonly dropped: number
  /** Bytes held, buffers grown ahead included. */
  readonly bytes: number
  /** Pieces that can be saved one by one, each a range of keys: see `saveShard`. */
  readonly shards: number
  /** One shard as bytes that `loadShard` of a state of the same spec takes back; quick, about 1 ms. */
  saveShard(shard: number): Uint8Array
  /**
   * Takes the place of what the shard held. A clock that was not told yet stands where the first of the loaded shards
   * was saved. Throws an Error in words on bytes that are none of this spec's, or damaged.
   */
  loadShard(shard: number, bytes: Uint8Array): void
  /** The shard that a key lies in. */
  shardOf(keyHi: number, keyLo: number): number
}
