import { COUNTER_KINDS } from './counter-kinds.ts'
import type { CounterSpec } from './counter-spec.ts'
import type { CounterState } from './counter-state.ts'
import { asideBytes } from './distinct-aside.ts'
import { newestEntry } from './entries.ts'
import { emptyHash, hashValue } from './hash-key.ts'
import { loadShard } from './load-shard.ts'
import { mixKey } from './mix-key.ts'
import { rebuildShard, type Scratch } from './rebuild-shard.ts'
import { saveShard } from './save-shard.ts'
import { blockAt, emptyShard, findRow, HEAD, MODE, modeOf, type Shard, setMeta, setRow } from './shard.ts'
import { changeBlock, isRagged, takeBlock } from './slab.ts'
import { growTable, isTableFull } from './table.ts'

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

/** An empty memory for one counter. Throws an Error in words on a spec whose times are too long to be held. */
export function createCounterState(spec: CounterSpec, options: CounterStateOptions = {}): CounterState {
  const { maxKeys, shards: shardCount, seed } = { ...COUNTER_STATE_DEFAULTS, ...options }
  checkSpec(spec)
  if (shardCount < 1 || shardCount > 65_536 || (shardCount & (shardCount - 1)) !== 0)
    throw new Error(`Counter state: ${shardCount} shards; give a power of two up to 65,536`)
  const kind = COUNTER_KINDS[spec.kind](spec)
  const { layout, begins, none } = kind
  const { lateMs } = spec
  const shards: (Shard | undefined)[] = Array.from({ length: shardCount }, () => undefined)
  const shift = 32 - Math.log2(shardCount)
  const scratch: Scratch = { words: new Uint32Array(0) }
  const takesNumber = spec.kind === 'sum' || spec.kind === 'score'
  const idleSeconds = Math.ceil((spec.windowMs + lateMs + SPARE_MS) / 1000)
  const fingerprint = fingerprintOf(spec, shardCount, seed)
  let keys = 0
  let dropped = 0
  // Seconds; 0 until the clock is first told.
  let clock = 0
  let clockBegan = 0
  let told = false
  let nextShard = 0
  let nextAt = 0

  // A shift by 32 would be none.
  const indexOf = (mixed: number) => (shift === 32 ? 0 : mixed >>> shift)

  function isIdle(shard: Shard, block: number): boolean {
    return clock - Math.max(shard.slab[block + HEAD.touch]!, clockBegan) >= idleSeconds
  }

  function newestOf(shard: Shard, block: number): number {
    return modeOf(shard, block) === MODE.entries ? newestEntry(shard, block) : kind.newest(shard, block)
  }

  function rebuild(shard: Shard): void {
    const before = shard.keys
    rebuildShard(kind, shard, scratch, seed, (block) => isIdle(shard, block))
    keys += shard.keys - before
  }

  function idleIn(shard: Shard): number {
    let idle = 0
    for (let at = 0; at < shard.table.length; at++)
      if (shard.table[at] !== 0 && isIdle(shard, blockAt(shard, at))) idle++
    return idle
  }

  /** Drops the keys of a shard that were idle longest, so that an eighth of them is gone. */
  function makeRoom(shard: Shard): void {
    const before = shard.keys
    rebuild(shard)
    const surplus = Math.ceil(before / 8) - (before - shard.keys)
    if (surplus <= 0) return
    const touches = new Uint32Array(shard.keys)
    let n = 0
    for (let at = 0; at < shard.table.length; at++)
      if (shard.table[at] !== 0) touches[n++] = shard.slab[blockAt(shard, at) + HEAD.touch]!
    const latest = touches.sort()[surplus - 1]!
    let left = surplus
    rebuildShard(
      kind,
      shard,
      scratch,
      seed,
      (block) => shard.slab[block + HEAD.touch]! <= latest && left-- > 0,
    )
    keys -= surplus
    dropped += surplus
  }

  function addRow(shard: Shard, hi: number, lo: number, mixed: number): number {
    if (keys >= maxKeys && shard.keys > 0) makeRoom(shard)
    if (isTableFull(shard)) growTable(shard, seed)
    const at = ~findRow(shard, hi, lo, mixed)
    const block = takeBlock(layout, shard, begins.sizeClass)
    shard.slab[block + HEAD.hi] = hi
    shard.slab[block + HEAD.lo] = lo
    shard.slab[block + HEAD.base] = 0
    setMeta(shard, block, begins.mode, begins.sizeClass, 0)
    kind.clear(shard, block)
    setRow(shard.table, at, mixed, block)
    shard.keys++
    keys++
    return at
  }

  /** Makes a key that was idle for too long one that was never seen. */
  function restart(shard: Shard, at: number): void {
    const old = blockAt(shard, at)
    if (modeOf(shard, old) === MODE.aside) shard.aside[shard.slab[old + HEAD.aside]!] = undefined
    kind.clear(shard, changeBlock(layout, shard, at, begins.mode, begins.sizeClass, 0))
  }

  function shardFor(mixed: number): Shard {
    const index = indexOf(mixed)
    const held = shards[index]
    if (held) {
      if (isRagged(held)) rebuild(held)
      return held
    }
    const made = emptyShard(layout.words.length)
    shards[index] = made
    return made
  }

  function read(keyHi: number, keyLo: number, timeMs: number): number {
    const time = Math.floor(timeMs)
    if (!(Math.abs(time) <= FARTHEST_MS)) return Number.NaN
    const hi = keyHi >>> 0
    const lo = keyLo >>> 0
    const mixed = mixKey(hi, lo, seed)
    const shard = shards[indexOf(mixed)]
    if (!shard) return none
    const at = findRow(shard, hi, lo, mixed)
    if (at < 0) return none
    const block = blockAt(shard, at)
    if (isIdle(shard, block)) return none
    return time < newestOf(shard, block) - lateMs ? Number.NaN : kind.read(shard, block, time)
  }

  return {
    count(keyHi, keyLo, timeMs, a, b) {
      const time = Math.floor(timeMs)
      if (!(Math.abs(time) <= FARTHEST_MS)) return Number.NaN
      if (takesNumber && !Number.isFinite(a)) return read(keyHi, keyLo, timeMs)
      const hi = keyHi >>> 0
      const lo = keyLo >>> 0
      const mixed = mixKey(hi, lo, seed)
      const shard = shardFor(mixed)
      let at = findRow(shard, hi, lo, mixed)
      if (at < 0) at = addRow(shard, hi, lo, mixed)
      else {
        const block = blockAt(shard, at)
        if (isIdle(shard, block)) restart(shard, at)
        else if (time < newestOf(shard, block) - lateMs) return Number.NaN
      }
      shard.slab[blockAt(shard, at) + HEAD.touch] = clock
      return kind.add(shard, at, time, a, b)
    },
    read,
    uncount(keyHi, keyLo, timeMs, a, b) {
      const time = Math.floor(timeMs)
      if (!(Math.abs(time) <= FARTHEST_MS) || (takesNumber && !Number.isFinite(a))) return
      const hi = keyHi >>> 0
      const lo = keyLo >>> 0
      const mixed = mixKey(hi, lo, seed)
      const shard = shards[indexOf(mixed)]
      if (!shard) return
      const at = findRow(shard, hi, lo, mixed)
      if (at < 0) return
      const block = blockAt(shard, at)
      if (isIdle(shard, block) || time < newestOf(shard, block) - lateMs) return
      kind.remove(shard, block, time, a, b)
    },
    sweep(nowMs) {
      const second = Math.min(0xffffffff, Math.floor(nowMs / 1000))
      if (!(second > clock)) return
      clock = second
      told = true
      if (clockBegan === 0) {
        clockBegan = clock
        nextAt = clock
      }
      if (clock < nextAt) return
      // Round all shards twice in the time that a key stays.
      nextAt = clock + idleSeconds / (2 * shardCount)
      const shard = shards[nextShard % shardCount]
      // Every second round whatever it gains, so that blocks fit again.
      const round = Math.floor(nextShard / shardCount)
      nextShard = (nextShard + 1) % (2 * shardCount)
      if (shard && ((round + nextShard) % 2 === 0 || idleIn(shard) * 8 > shard.keys)) rebuild(shard)
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
    shardOf: (keyHi, keyLo) => indexOf(mixKey(keyHi >>> 0, keyLo >>> 0, seed)),
    saveShard(index) {
      const shard = shards[index]
      return saveShard(kind, shard, { fingerprint, shard: index, clock, clockBegan }, (block) =>
        isIdle(shard!, block),
      )
    },
    loadShard(index, bytes) {
      const loaded = loadShard(kind, bytes, { fingerprint, shard: index, seed })
      keys += loaded.shard.keys - (shards[index]?.keys ?? 0)
      shards[index] = loaded.shard
      clockBegan = Math.min(clockBegan || loaded.clockBegan, loaded.clockBegan || clockBegan)
      if (told) return
      // Shards may have been saved one after another: what is told next may lie before the last of them.
      clock = clock === 0 ? loaded.clock : Math.min(clock, loaded.clock)
      nextAt = clock
    },
  }
}

function fingerprintOf(spec: CounterSpec, shards: number, seed: number): number {
  const { kind, windowMs, lateMs, self, unitMs, halfLifeMs } = spec
  const hash = emptyHash()
  hashValue(hash, JSON.stringify([kind, windowMs, lateMs, self, unitMs, halfLifeMs, shards, seed]))
  return hash.lo
}

function checkSpec({ windowMs, lateMs }: CounterSpec): void {
  if (!(windowMs >= 1)) throw new Error(`Counter state: a window of ${windowMs} ms; give at least 1`)
  if (!(lateMs >= 0)) throw new Error(`Counter state: a lateness of ${lateMs} ms; give 0 or more`)
  if (windowMs + 2 * lateMs > LONGEST_MS)
    throw new Error(
      `Counter state: a window of ${windowMs} ms and twice a lateness of ${lateMs} ms are over 49 days; shorten either`,
    )
}
