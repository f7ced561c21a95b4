import { COUNTER_KINDS } from './counter-kinds.ts'
import type { CounterSpec } from './counter-spec.ts'
import type { CounterState } from './counter-state.ts'
import { asideBytes } from './distinct-aside.ts'
import { emptyHash, hashValue } from './hash-key.ts'
import { loadShard } from './load-shard.ts'
import { FULL_TENTHS, rebuildShard, type Scratch } from './rebuild-shard.ts'
import { saveShard } from './save-shard.ts'
import { classOf, emptyShard, findRow, MODE, mixKey, modeOf, ROW, type Shard } from './shard.ts'
import { giveBlock } from './slab.ts'

export interface CounterStateOptions {
  /** Keys at most; beyond, those of a shard that were idle longest are dropped. */
  readonly maxKeys?: number
  /** A power of two; keys are told apart into so many shards. */
  readonly shards?: number
  /** Mixed into where a key is put. A state loads only what was saved with the same one. */
  readonly seed?: number
}

export const COUNTER_STATE_DEFAULTS: Required<CounterStateOptions> = {
  maxKeys: 4_000_000,
  shards: 256,
  seed: 0,
}

/** How long past its window and lateness a key is kept, for a clock that is told in steps. */
const SPARE_MS = 60_000
const FARTHEST_MS = 8.64e15
const LONGEST_MS = 49 * 86_400_000

/** An empty memory for one counter. */
export function createCounterState(spec: CounterSpec, options: CounterStateOptions = {}): CounterState {
  const { maxKeys, shards: shardCount, seed } = { ...COUNTER_STATE_DEFAULTS, ...options }
  checkSpec(spec)
  if (shardCount < 1 || (shardCount & (shardCount - 1)) !== 0)
    throw new Error(`Counter state: ${shardCount} shards; give a power of two`)
  const kind = COUNTER_KINDS[spec.kind](spec)
  const shards: (Shard | undefined)[] = Array.from({ length: shardCount }, () => undefined)
  const mask = shardCount - 1
  const scratch: Scratch = { words: new Uint32Array(0) }
  const takesNumber = spec.kind === 'sum' || spec.kind === 'score'
  const idleSeconds = Math.ceil((spec.windowMs + spec.lateMs + SPARE_MS) / 1000)
  const fingerprint = fingerprintOf(spec, shardCount, seed)
  let keys = 0
  let dropped = 0
  // Seconds; 0 until the clock is first told.
  let clock = 0
  let clockBegan = 0
  let nextShard = 0
  let nextAt = 0

  function isIdle(shard: Shard, at: number): boolean {
    return clock - Math.max(shard.table[at + ROW.touch]!, clockBegan) >= idleSeconds
  }

  function tell(second: number): void {
    clock = second
    if (clockBegan !== 0) return
    clockBegan = clock
    nextAt = clock
  }

  function rebuild(shard: Shard): void {
    const before = shard.keys
    rebuildShard(kind, shard, scratch, seed, (at) => isIdle(shard, at))
    keys += shard.keys - before
  }

  /** Drops the keys of a shard that were idle longest, so that an eighth of them is gone. */
  function makeRoom(shard: Shard): void {
    const before = shard.keys
    rebuild(shard)
    const surplus = Math.ceil(before / 8) - (before - shard.keys)
    if (surplus <= 0) return
    const touches: number[] = []
    for (let at = 0; at < shard.table.length; at += ROW.words)
      if (shard.table[at + ROW.meta] !== 0) touches.push(shard.table[at + ROW.touch]!)
    const latest = Uint32Array.from(touches).sort()[surplus - 1]!
    let left = surplus
    rebuildShard(kind, shard, scratch, seed, (at) => shard.table[at + ROW.touch]! <= latest && left-- > 0)
    keys -= surplus
    dropped += surplus
  }

  function addRow(shard: Shard, hi: number, lo: number, mixed: number): number {
    if (keys >= maxKeys && shard.keys > 0) makeRoom(shard)
    if ((shard.keys + 1) * 10 > shard.rows * FULL_TENTHS) rebuild(shard)
    const at = ~findRow(shard, hi, lo, mixed)
    shard.table[at + ROW.hi] = hi
    shard.table[at + ROW.lo] = lo
    shard.keys++
    keys++
    kind.start(shard, at)
    return at
  }

  function restart(shard: Shard, at: number): void {
    if (modeOf(shard, at) === MODE.aside) shard.aside[shard.table[at + ROW.block]!] = undefined
    else giveBlock(shard, classOf(shard, at), shard.table[at + ROW.block]!)
    kind.start(shard, at)
  }

  function read(keyHi: number, keyLo: number, timeMs: number): number {
    const time = Math.floor(timeMs)
    if (!(Math.abs(time) <= FARTHEST_MS)) return Number.NaN
    const hi = keyHi >>> 0
    const lo = keyLo >>> 0
    const mixed = mixKey(hi, lo, seed)
    const shard = shards[mixed & mask]
    if (!shard) return kind.none
    const at = findRow(shard, hi, lo, mixed)
    if (at < 0 || isIdle(shard, at)) return kind.none
    return time < kind.newest(shard, at) - spec.lateMs ? Number.NaN : kind.read(shard, at, time)
  }

  return {
    count(keyHi, keyLo, timeMs, a, b) {
      const time = Math.floor(timeMs)
      if (!(Math.abs(time) <= FARTHEST_MS)) return Number.NaN
      if (takesNumber && !Number.isFinite(a)) return read(keyHi, keyLo, timeMs)
      const hi = keyHi >>> 0
      const lo = keyLo >>> 0
      const mixed = mixKey(hi, lo, seed)
      let shard = shards[mixed & mask]
      if (!shard) {
        shard = emptyShard(kind.layout)
        shards[mixed & mask] = shard
      }
      if (shard.slab.length - shard.top < 16) rebuild(shard)
      let at = findRow(shard, hi, lo, mixed)
      if (at < 0) at = addRow(shard, hi, lo, mixed)
      else if (isIdle(shard, at)) restart(shard, at)
      else if (time < kind.newest(shard, at) - spec.lateMs) return Number.NaN
      shard.table[at + ROW.touch] = clock
      return kind.add(shard, at, time, a, b)
    },
    read,
    uncount(keyHi, keyLo, timeMs, a, b) {
      const time = Math.floor(timeMs)
      if (!(Math.abs(time) <= FARTHEST_MS) || (takesNumber && !Number.isFinite(a))) return
      const hi = keyHi >>> 0
      const lo = keyLo >>> 0
      const mixed = mixKey(hi, lo, seed)
      const shard = shards[mixed & mask]
      if (!shard) return
      const at = findRow(shard, hi, lo, mixed)
      if (at < 0 || isIdle(shard, at) || time < kind.newest(shard, at) - spec.lateMs) return
      kind.remove(shard, at, time, a, b)
    },
    sweep(nowMs) {
      const second = Math.min(0xffffffff, Math.max(0, Math.floor(nowMs / 1000)))
      if (!(second > clock)) return
      tell(second)
      if (clock < nextAt) return
      // Round all shards four times in the time that a key stays.
      nextAt = clock + idleSeconds / (4 * shardCount)
      const shard = shards[nextShard]
      nextShard = (nextShard + 1) & mask
      if (shard) rebuild(shard)
    },
    get keys() {
      return keys
    },
    get dropped() {
      return dropped
    },
    get bytes() {
      let bytes = scratch.words.byteLength
      for (const shard of shards) {
        if (!shard) continue
        bytes += shard.table.byteLength + shard.slab.byteLength + shard.free.byteLength
        for (const aside of shard.aside) if (aside) bytes += asideBytes(aside)
      }
      return bytes
    },
    shards: shardCount,
    shardOf: (keyHi, keyLo) => mixKey(keyHi >>> 0, keyLo >>> 0, seed) & mask,
    saveShard(index) {
      const shard = shards[index]
      return saveShard(kind, shard, { fingerprint, shard: index, clock, clockBegan }, (at) =>
        isIdle(shard!, at),
      )
    },
    loadShard(index, bytes) {
      const loaded = loadShard(kind, bytes, { fingerprint, shard: index, seed })
      keys += loaded.shard.keys - (shards[index]?.keys ?? 0)
      shards[index] = loaded.shard
      // A clock that was told stays as far on as it was, on either side.
      clockBegan = Math.min(clockBegan || loaded.clockBegan, loaded.clockBegan || clockBegan)
      clock = Math.max(clock, loaded.clock)
      nextAt = clock
    },
  }
}

function fingerprintOf(spec: CounterSpec, shards: number, seed: number): number {
  const hash = emptyHash()
  const { kind, windowMs, lateMs, self, unitMs, halfLifeMs } = spec
  hashValue(hash, JSON.stringify([kind, windowMs, lateMs, self, unitMs, halfLifeMs, shards, seed]))
  return hash.lo
}

function checkSpec(spec: CounterSpec): void {
  const { windowMs, lateMs } = spec
  if (!(windowMs >= 1)) throw new Error(`Counter state: a window of ${windowMs} ms; give at least 1`)
  if (!(lateMs >= 0)) throw new Error(`Counter state: a lateness of ${lateMs} ms; give 0 or more`)
  if (windowMs + 2 * lateMs > LONGEST_MS)
    throw new Error(
      `Counter state: a window of ${windowMs} ms and twice a lateness of ${lateMs} ms are over 49 days; shorten either`,
    )
}
