import type { CounterKind, CounterSpec } from '../src/signals/counters/counter-spec.ts'
import type { CounterState } from '../src/signals/counters/counter-state.ts'
import { createCounterState } from '../src/signals/counters/create-counter-state.ts'
import { beginHash, emptyHash, endHash, hashValue } from '../src/signals/counters/hash-key.ts'
import { addNearText } from '../src/signals/counters/near-text.ts'
import { type CountAll, mapOfArrays, mapOfMaps } from './counter-peers.ts'
import { type CounterWorld, makeCounterWorld } from './counter-world.ts'
import type { Bench, Emit } from './emit.ts'
import { redisSortedSets } from './redis-peer.ts'
import { makeTextWorld } from './text-world.ts'

const WINDOW_MS = 600_000
/** Events at once between which the clock is told, as an engine does before each event. */
const CLOCK_EVERY = 16

export const bench: Bench = {
  name: 'counters',
  summary:
    'counting over a sliding window of ten minutes: 1,000,000 keys, beside Maps and sorted sets of Redis',
  async run(emit, { quick }) {
    const ids = quick ? 100_000 : 1_000_000
    const events = 5 * ids
    // The second span is counted while the first leaves the window.
    const worlds = [
      makeCounterWorld(events, ids, 0, WINDOW_MS - 1000),
      makeCounterWorld(events, ids, WINDOW_MS - 1000, WINDOW_MS),
    ]
    const hashes = hashWorlds(worlds)
    pauses(emit, hashes)
    measure(emit, 'distinct', worlds, hashes)
    measure(emit, 'count', worlds, hashes)
    keys(emit)
    peer(emit, 'distinct', 'Map of Maps', mapOfMaps(WINDOW_MS), worlds)
    peer(emit, 'count', 'Map of arrays', mapOfArrays(WINDOW_MS), worlds)
    await redis(emit, quick)
  },
}

function specOf(kind: CounterKind): CounterSpec {
  return { kind, windowMs: WINDOW_MS, lateMs: 60_000, self: true, unitMs: 60_000, halfLifeMs: WINDOW_MS }
}

/** Hashes of each event's key and member, side by side: an engine has them in its cache. */
type Halves = ReadonlyMap<CounterWorld, Uint32Array>

function hashWorlds(worlds: readonly CounterWorld[]): Halves {
  const hash = emptyHash()
  return new Map(
    worlds.map((world) => {
      const ofIds = new Uint32Array(2 * world.idCount)
      for (let i = 0; i < world.idCount; i++) {
        hashValue(hash, `account:${i}`)
        ofIds[2 * i] = hash.hi
        ofIds[2 * i + 1] = hash.lo
      }
      const halves = new Uint32Array(4 * world.keys.length)
      for (let i = 0; i < world.keys.length; i++) {
        halves[4 * i] = ofIds[2 * world.keys[i]!]!
        halves[4 * i + 1] = ofIds[2 * world.keys[i]! + 1]!
        halves[4 * i + 2] = ofIds[2 * world.members[i]!]!
        halves[4 * i + 3] = ofIds[2 * world.members[i]! + 1]!
      }
      return [world, halves]
    }),
  )
}

function countEvent(state: CounterState, halves: Uint32Array, timesMs: Float64Array, i: number): number {
  if (i % CLOCK_EVERY === 0) state.sweep(timesMs[i]!)
  const at = 4 * i
  return state.count(halves[at]!, halves[at + 1]!, timesMs[i]!, halves[at + 2]!, halves[at + 3]!)
}

function hashed(state: CounterState, hashes: Halves): CountAll {
  return (world) => {
    const halves = hashes.get(world)!
    let sum = 0
    for (let i = 0; i < world.keys.length; i++) sum += countEvent(state, halves, world.timesMs, i)
    return sum
  }
}

const sums = new Map<CounterKind, number>()

function measure(emit: Emit, kind: CounterKind, worlds: readonly CounterWorld[], hashes: Halves): void {
  const line = lineOf(emit)
  const isGoal = kind === 'distinct'
  // The first run also compiles the code that counts.
  const first = makeCounterWorld(500_000, 100_000, 0, 2 * WINDOW_MS)
  hashed(createCounterState(specOf(kind)), hashWorlds([first]))(first)
  const state = createCounterState(specOf(kind))
  const run = hashed(state, hashes)
  let bytes = 0
  let sum = 0
  for (const [i, world] of worlds.entries()) {
    const rate = perCpuSecond(world, (w) => (sum += run(w)))
    const how = i === 0 ? 'filling up' : 'while events leave the window'
    line(`${kind}: ${how}`, rate, 'operations/CPU-s', isGoal ? 1_500_000 : null)
    bytes = Math.max(bytes, state.bytes / state.keys)
  }
  sums.set(kind, sum)
  line(
    `${kind}: memory, ${state.keys.toLocaleString('en-US')} keys`,
    bytes,
    'bytes/key',
    isGoal ? 150 : null,
    true,
  )
  // Saving, a shard at a time, each the best of three.
  let saved = 0
  let longest = 0
  for (let shard = 0; shard < state.shards; shard++) {
    let best = Number.POSITIVE_INFINITY
    let bytes = 0
    for (let run = 0; run < 3; run++) {
      const begun = performance.now()
      bytes = state.saveShard(shard).length
      best = Math.min(best, performance.now() - begun)
    }
    saved += bytes
    longest = Math.max(longest, best)
  }
  line(`${kind}: saved`, saved / state.keys, 'bytes/key', null)
  line(`${kind}: longest save of a shard`, longest, 'ms', null, true)
}

/** The longest that any one call took, sweeps, growth and garbage collection included. */
function pauses(emit: Emit, hashes: Halves): void {
  const line = lineOf(emit)
  const runs = [1, 2, 3].map(() => longestCalls(hashes))
  line('distinct: longest call while filling up, best of 3 runs', least(runs, 0), 'ms', null)
  line('distinct: longest call while events leave the window, best of 3 runs', least(runs, 1), 'ms', 5, true)
}

function least(runs: readonly (readonly number[])[], span: number): number {
  return Math.min(...runs.map((run) => run[span]!))
}

/** By the clock on the wall, in each of the spans. */
function longestCalls(hashes: Halves): number[] {
  const state = createCounterState(specOf('distinct'))
  return [...hashes].map(([{ timesMs }, halves]) => {
    let longest = 0
    for (let i = 0; i < timesMs.length; i++) {
      const begun = performance.now()
      countEvent(state, halves, timesMs, i)
      longest = Math.max(longest, performance.now() - begun)
    }
    return longest
  })
}

function peer(
  emit: Emit,
  kind: CounterKind,
  name: string,
  run: CountAll,
  worlds: readonly CounterWorld[],
): void {
  const line = lineOf(emit, name)
  const before = process.memoryUsage().rss
  let sum = 0
  for (const [i, world] of worlds.entries()) {
    const rate = perCpuSecond(world, (w) => (sum += run(w)))
    const how = i === 0 ? 'filling up' : 'while events leave the window'
    line(`${kind}: ${how}`, rate, 'operations/CPU-s', null)
  }
  if (sum !== sums.get(kind)) throw new Error(`counters: ${kind} is ${sums.get(kind)} and by ${name} ${sum}`)
  const keys = new Set(worlds.flatMap(({ keys }) => [...new Set(keys)])).size
  line(`${kind}: memory (resident)`, (process.memoryUsage().rss - before) / keys, 'bytes/key', null)
}

/** What it costs to make keys of ids and texts. */
function keys(emit: Emit): void {
  const line = lineOf(emit)
  const hash = emptyHash()
  const ids = Array.from({ length: 1000 }, (_, i) => `account:${i * 7919}`)
  const { messages } = makeTextWorld(7, 10, 2000)
  const units = messages.reduce((sum, message) => sum + message.length, 0) / messages.length
  const cost = (count: number, run: (i: number) => void) => {
    const costs = [1, 2, 3, 4, 5].map(() => {
      const begun = process.cpuUsage()
      for (let i = 0; i < count; i++) run(i)
      const { user, system } = process.cpuUsage(begun)
      return ((user + system) * 1000) / count
    })
    return Math.min(...costs)
  }
  line(
    'key of an id of 15 characters',
    cost(1_000_000, (i) => hashValue(hash, ids[i % 1000]!)),
    'ns',
    null,
    true,
  )
  const near = cost(200_000, (i) => {
    beginHash(hash)
    addNearText(hash, messages[i % 2000]!)
    endHash(hash)
  })
  line(`near-duplicate key of a text of ${Math.round(units)} characters`, near, 'ns', null, true)
}

async function redis(emit: Emit, quick: boolean): Promise<void> {
  const world = makeCounterWorld(quick ? 100_000 : 1_000_000, quick ? 20_000 : 200_000, 0, 1.5 * WINDOW_MS)
  const figures = await redisSortedSets(world, WINDOW_MS)
  if (!figures) {
    console.error('counters: no redis-server here; its figures are left out')
    return
  }
  const ours = hashed(createCounterState(specOf('distinct')), hashWorlds([world]))(world)
  if (ours !== figures.sum) throw new Error(`counters: distinct is ${ours} and in Redis ${figures.sum}`)
  const line = lineOf(emit, 'Redis sorted sets, pipelined')
  line('distinct, a fifth of the keys', figures.eventsPerWallSecond, 'operations/s', null)
  line(
    'distinct, a fifth of the keys: the server alone',
    figures.eventsPerCpuSecond,
    'operations/CPU-s',
    null,
  )
  line('distinct, a fifth of the keys: memory', figures.bytesPerKey, 'bytes/key', null)
}

function perCpuSecond(world: CounterWorld, run: (world: CounterWorld) => unknown): number {
  const begun = process.cpuUsage()
  run(world)
  const { user, system } = process.cpuUsage(begun)
  return world.keys.length / ((user + system) / 1e6)
}

function lineOf(emit: Emit, peer: string | null = null) {
  return (figure: string, value: number, unit: string, reach: number | null, below = false) =>
    emit({
      bench: 'counters',
      figure,
      value,
      unit,
      reach,
      holds: reach === null ? null : below ? value <= reach : value >= reach,
      peer,
    })
}
