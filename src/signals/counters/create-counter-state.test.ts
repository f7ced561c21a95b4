import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CounterKind, CounterSpec } from './counter-spec.ts'
import { createCounterState } from './create-counter-state.ts'
import { Oracle } from './oracle.fixture.ts'

const KINDS: readonly CounterKind[] = ['count', 'rate', 'distinct', 'sum', 'first', 'last', 'since', 'score']
const START = Date.UTC(2026, 9, 25, 0, 30)

const spec = (kind: CounterKind) =>
  fc.record({
    kind: fc.constant(kind),
    windowMs: fc.constantFrom(1, 50, 1000, 60_000, 30 * 86_400_000),
    lateMs: fc.constantFrom(0, 1, 30, 1000, 7 * 86_400_000),
    self: fc.boolean(),
    unitMs: fc.constant(60_000),
    halfLifeMs: fc.constantFrom(1000, 86_400_000),
  })

/** Steps in shares of a window and a lateness, so that edges are met. */
const step = fc.record({
  key: fc.integer({ min: 0, max: 3 }),
  windows: fc.constantFrom(0, 0, 0, 0.25, 0.5, 1, 1, 2, -0.5, -1),
  lates: fc.constantFrom(0, 0, 0, 0.5, 1, -0.5, -1, -1, 2),
  ms: fc.constantFrom(0, 0, 1, -1, 2),
  a: fc.integer({ min: 0, max: 5 }),
  act: fc.constantFrom('count', 'count', 'count', 'count', 'read', 'read', 'uncount', 'sweep', 'save'),
})

describe.each(KINDS)('%s', (kind) => {
  test('is what its definition says, whatever the order, sweeps, saves and things taken back', () => {
    fc.assert(
      fc.property(spec(kind), fc.array(step, { maxLength: 60 }), (given, steps) => {
        compare(given, steps)
      }),
      { numRuns: 1500 },
    )
  })
})

function compare(
  given: CounterSpec,
  steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
): void {
  const { kind, windowMs, lateMs } = given
  const options = { shards: 2 }
  let state = createCounterState(given, options)
  const oracle = new Oracle(given)
  let timeMs = START
  let nowMs = START
  const counted: [string, number, number, number][] = []
  for (const { key, windows, lates, ms, a, act } of steps) {
    const hi = key >>> 1
    const lo = key & 1
    const name = String(key)
    timeMs += Math.floor(windows * windowMs) + Math.floor(lates * lateMs) + ms
    const member = kind === 'sum' || kind === 'score' ? a / 3 : a
    const second = kind === 'distinct' ? 2 * (a % 3) : 0
    if (act === 'count') {
      same(kind, state.count(hi, lo, timeMs, member, second), oracle.count(name, timeMs, member, second))
      counted.push([name, timeMs, member, second])
    } else if (act === 'read') {
      same(kind, state.read(hi, lo, timeMs), oracle.read(name, timeMs))
    } else if (act === 'uncount') {
      const last = counted.pop()
      if (!last || !canUndo(given, oracle, last)) continue
      const of = Number(last[0])
      state.uncount(of >>> 1, of & 1, last[1], last[2], last[3])
      oracle.uncount(...last)
    } else if (act === 'sweep') {
      nowMs += Math.floor(windows * windowMs + lates * lateMs) + 30_000
      state.sweep(nowMs)
      oracle.tick(nowMs)
    } else {
      const saved = Array.from({ length: state.shards }, (_, shard) => state.saveShard(shard))
      const { keys } = state
      state = createCounterState(given, options)
      saved.forEach((bytes, shard) => {
        state.loadShard(shard, bytes)
      })
      expect(state.keys).toBeLessThanOrEqual(keys)
    }
  }
}

/** Whether an event can be taken back exactly: what it pushed out of reach is gone, and so is where it joined runs. */
function canUndo(
  { kind, windowMs, lateMs }: CounterSpec,
  oracle: Oracle,
  [key, timeMs, a, b]: [string, number, number, number],
): boolean {
  const events = [...oracle.heldOf(key)]
  const at = events.findLastIndex((event) => event.timeMs === timeMs && event.a === a && event.b === b)
  if (at < 0) return false
  if (timeMs < oracle.newestOf(key) - lateMs) return false
  const newest = oracle.newestOf(key)
  events.splice(at, 1)
  const before = Math.max(...events.map((event) => event.timeMs))
  if (kind === 'score') return newest === before
  if (kind === 'first' && events.some((event) => Math.abs(event.timeMs - timeMs) < windowMs)) return false
  return !events.some(
    (event) =>
      event.timeMs <= newest - lateMs && event.timeMs > before - lateMs - windowMs && newest !== before,
  )
}

function same(kind: CounterKind, value: number, expected: number): void {
  if (kind === 'score' && !Number.isNaN(expected))
    expect(Math.abs(value - expected)).toBeLessThan(1e-9 * Math.max(1, expected))
  else expect(value).toBe(expected)
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

function specOf(kind: CounterKind, more: Partial<CounterSpec> = {}): CounterSpec {
  return { kind, windowMs: HOUR, lateMs: 60_000, self: true, unitMs: 60_000, halfLifeMs: DAY, ...more }
}

describe('clocks that are wrong', () => {
  test('set back an hour: unknown until the key has caught up, and counted from then on', () => {
    const state = createCounterState(specOf('count'))
    expect(state.count(1, 2, START, 0, 0)).toBe(1)
    expect(state.count(1, 2, START - HOUR, 0, 0)).toBeNaN()
    expect(state.read(1, 2, START - HOUR)).toBeNaN()
    expect(state.count(1, 2, START - 60_000, 0, 0)).toBe(1)
    expect(state.count(1, 2, START, 0, 0)).toBe(3)
    // Another key has a clock of its own.
    expect(state.count(3, 4, START - HOUR, 0, 0)).toBe(1)
  })

  test('a day ahead, once: the key is unknown until it has been idle for its window, then begins anew', () => {
    const state = createCounterState(specOf('count'))
    state.sweep(START)
    expect(state.count(1, 2, START + DAY, 0, 0)).toBe(1)
    expect(state.count(1, 2, START, 0, 0)).toBeNaN()
    const later = START + HOUR + 3 * 60_000
    state.sweep(later)
    expect(state.count(1, 2, later, 0, 0)).toBe(1)
    expect(state.count(1, 2, later, 0, 0)).toBe(2)
  })

  test('events out of order by a day count in their places when a day is allowed', () => {
    const state = createCounterState(specOf('count', { windowMs: DAY, lateMs: DAY }))
    expect(state.count(1, 2, START, 0, 0)).toBe(1)
    expect(state.count(1, 2, START - DAY, 0, 0)).toBe(1)
    expect(state.count(1, 2, START - 1, 0, 0)).toBe(2)
    expect(state.count(1, 2, START, 0, 0)).toBe(3)
    expect(state.count(1, 2, START - DAY - 1, 0, 0)).toBeNaN()
  })

  test('times before 1970, far off, and none at all', () => {
    const state = createCounterState(specOf('last', { self: false }))
    for (const [key, timeMs] of [-8.64e15, -1, 0, 4_102_444_800_000, 8.64e15 - 10].entries()) {
      expect(state.count(key, 0, timeMs, 0, 0)).toBeNaN()
      expect(state.count(key, 0, timeMs + 10, 0, 0)).toBe(timeMs)
    }
    for (const timeMs of [Number.NaN, Number.POSITIVE_INFINITY, 9e15]) {
      expect(state.count(0, 0, timeMs, 0, 0)).toBeNaN()
      expect(state.read(0, 0, timeMs)).toBeNaN()
    }
    // A fraction of a ms is cut off.
    expect(state.read(1, 0, 9.9)).toBe(9)
  })

  test('a window of 30 days and a lateness of 7 are held to the ms', () => {
    const state = createCounterState(specOf('count', { windowMs: 30 * DAY, lateMs: 7 * DAY }))
    state.count(1, 2, START, 0, 0)
    expect(state.count(1, 2, START + 30 * DAY - 1, 0, 0)).toBe(2)
    expect(state.count(1, 2, START + 30 * DAY, 0, 0)).toBe(2)
    expect(state.read(1, 2, START + 23 * DAY)).toBe(1)
    expect(state.count(1, 2, START + 400 * DAY, 0, 0)).toBe(1)
  })

  test('times that cannot be held are refused', () => {
    expect(() => createCounterState(specOf('count', { windowMs: 40 * DAY, lateMs: 7 * DAY }))).toThrow(
      /over 49 days/,
    )
    expect(() => createCounterState(specOf('count', { windowMs: 0 }))).toThrow(/window of 0 ms/)
    expect(() => createCounterState(specOf('count', { lateMs: Number.NaN }))).toThrow(/lateness/)
    expect(() => createCounterState(specOf('count'), { shards: 3 })).toThrow(/power of two/)
  })
})

describe('sums', () => {
  test('are bit for bit the same, whatever the order of arrival', () => {
    const amounts = [0.1, 1e16, 0.2, -1e16, 0.3, 1 / 3]
    const order = [3, 0, 5, 1, 4, 2]
    const sums = [amounts.map((_, i) => i), order].map((arrivals) => {
      const state = createCounterState(specOf('sum'))
      for (const i of arrivals) state.count(1, 2, START + i, amounts[i]!, 0)
      return state.read(1, 2, START + 10)
    })
    expect(sums[0]).toBe(amounts.reduce((sum, amount) => sum + amount, 0))
    expect(sums[1]).toBe(sums[0])
  })

  test('take back the summand that they are told, among those of one time', () => {
    const state = createCounterState(specOf('sum'))
    for (const amount of [1, 10, 100]) state.count(1, 2, START, amount, 0)
    state.uncount(1, 2, START, 10, 0)
    expect(state.read(1, 2, START)).toBe(101)
    state.uncount(1, 2, START, 10, 0)
    state.uncount(1, 2, START + 1, 1, 0)
    expect(state.read(1, 2, START)).toBe(101)
  })

  test('take no part of what is not a number', () => {
    for (const kind of ['sum', 'score'] as const) {
      const state = createCounterState(specOf(kind))
      expect(state.count(1, 2, START, 2, 0)).toBe(2)
      expect(state.count(1, 2, START, Number.NaN, 0)).toBe(2)
      expect(state.count(1, 2, START, Number.POSITIVE_INFINITY, 0)).toBe(2)
      state.uncount(1, 2, START, Number.NaN, 0)
      expect(state.read(1, 2, START)).toBe(2)
    }
  })
})

describe('first', () => {
  const state = () => createCounterState(specOf('first', { self: false, lateMs: 3 * HOUR }))

  test('is set back by a late event that leads up to it', () => {
    const first = state()
    expect(first.count(1, 2, START, 0, 0)).toBeNaN()
    expect(first.count(1, 2, START - HOUR + 1, 0, 0)).toBeNaN()
    expect(first.read(1, 2, START)).toBe(START - HOUR + 1)
    // One that lies a whole window before leads up to nothing.
    expect(first.count(1, 2, START - 2 * HOUR + 1, 0, 0)).toBeNaN()
    expect(first.read(1, 2, START)).toBe(START - HOUR + 1)
    expect(first.read(1, 2, START - 2 * HOUR + 1)).toBe(START - 2 * HOUR + 1)
  })

  test('is kept up by the newest event, whatever comes late', () => {
    const first = state()
    first.count(1, 2, START, 0, 0)
    first.count(1, 2, START + HOUR - 1, 0, 0)
    first.count(1, 2, START + 1, 0, 0)
    expect(first.read(1, 2, START + 2 * HOUR - 2)).toBe(START)
    expect(first.read(1, 2, START + 2 * HOUR - 1)).toBeNaN()
  })

  test('of two runs is one when a late event joins them', () => {
    const first = state()
    first.count(1, 2, START, 0, 0)
    expect(first.count(1, 2, START + HOUR, 0, 0)).toBeNaN()
    expect(first.count(1, 2, START + HOUR / 2, 0, 0)).toBe(START)
    expect(first.read(1, 2, START + HOUR)).toBe(START)
  })
})

describe('keys', () => {
  test('are not confused, however many there are and however they come and go', () => {
    const state = createCounterState(specOf('sum', { self: false }), { shards: 4 })
    const keys = 20_000
    for (let round = 0; round < 3; round++) {
      for (let key = 0; key < keys; key++)
        expect(state.count(key >>> 7, key & 127, START + round, key, 0)).toBe(round * key)
      state.sweep(START + round * 1000)
    }
    expect(state.keys).toBe(keys)
  })

  test('halves may be given signed or unsigned', () => {
    const state = createCounterState(specOf('count'))
    state.count(-1, -2, START, 0, 0)
    expect(state.read(0xffffffff, 0xfffffffe, START)).toBe(1)
    expect(state.shardOf(-1, -2)).toBe(state.shardOf(0xffffffff, 0xfffffffe))
  })

  test('go when they have been idle, shard by shard, and their memory with them', () => {
    for (const kind of KINDS) {
      const state = createCounterState(specOf(kind))
      state.sweep(START)
      for (let key = 0; key < 5000; key++) state.count(key, key, START, key, 0)
      const full = state.bytes
      for (let step = 0; step < 3000; step++) state.sweep(START + step * 4000)
      expect(state.keys).toBe(0)
      expect(state.bytes).toBeLessThan(full / 2 + 150_000)
    }
  })

  test('that go on give back the memory of what has left their windows', () => {
    const state = createCounterState(specOf('sum'), { shards: 4 })
    state.sweep(START)
    for (let n = 0; n < 39; n++) for (let key = 0; key < 500; key++) state.count(key, key, START + n, 1, 0)
    const full = state.bytes
    const later = START + HOUR + 30_000
    state.sweep(later)
    for (let key = 0; key < 500; key++) expect(state.count(key, key, later + HOUR, 1, 0)).toBe(1)
    for (let step = 0; step < 3000; step++) state.sweep(later + step * 1000)
    expect(state.keys).toBe(500)
    expect(state.bytes).toBeLessThan(full / 2)
  })

  test('beyond the most that are held, those idle longest are dropped and told', () => {
    const state = createCounterState(specOf('count'), { maxKeys: 10_000, shards: 8 })
    for (let key = 0; key < 30_000; key++) {
      state.sweep(START + key * 50)
      state.count(key, 7, START, 0, 0)
      expect(state.keys).toBeLessThanOrEqual(10_000)
    }
    expect(state.dropped).toBe(30_000 - state.keys)
    expect(state.keys).toBeGreaterThan(8000)
    let there = 0
    for (let key = 0; key < 30_000; key++) there += state.read(key, 7, START)
    expect(there).toBe(state.keys)
    // The newest keys are there.
    for (let key = 25_000; key < 30_000; key++) expect(state.read(key, 7, START)).toBe(1)
    expect(state.read(0, 7, START)).toBe(0)
  })
})

describe('saved shards', () => {
  const saved = () => {
    const state = createCounterState(specOf('distinct'), { shards: 2 })
    for (let n = 0; n < 500; n++) state.count(n % 50, 3, START + n, n, 0)
    return state
  }

  test('hold no more than what is remembered', () => {
    const state = saved()
    const bytes = state.saveShard(0).length + state.saveShard(1).length
    expect(bytes).toBeLessThan(50 * 20 + 500 * 12 + 100)
  })

  test('leave out keys that have been idle for too long', () => {
    const state = createCounterState(specOf('count'))
    const bytes = () =>
      Array.from({ length: state.shards }, (_, i) => state.saveShard(i).length).reduce((x, y) => x + y)
    const empty = bytes()
    state.sweep(START)
    for (let key = 0; key < 1000; key++) state.count(key, 3, START, 0, 0)
    expect(bytes()).toBeGreaterThan(empty + 20_000)
    // One call rebuilds a shard at most: nearly all keys are still in memory.
    state.sweep(START + 2 * HOUR)
    expect(state.keys).toBeGreaterThan(900)
    expect(bytes()).toBe(empty)
  })

  test('are refused in words when damaged, cut short, of another counter or another shard', () => {
    const state = saved()
    const bytes = state.saveShard(1)
    const flipped = bytes.slice()
    flipped[100]! ^= 1
    const into = createCounterState(specOf('distinct'), { shards: 2 })
    expect(() => into.loadShard(1, flipped)).toThrow(/damaged.*count it anew/)
    expect(() => into.loadShard(1, bytes.slice(0, -4))).toThrow(/damaged/)
    expect(() => into.loadShard(1, bytes.slice(0, 9))).toThrow(/not all there/)
    expect(() => into.loadShard(0, bytes)).toThrow(/it is shard 1/)
    const other = createCounterState(specOf('distinct', { windowMs: 5 }), { shards: 2 })
    expect(() => other.loadShard(1, bytes)).toThrow(/another definition/)
    const seeded = createCounterState(specOf('distinct'), { shards: 2, seed: 9 })
    expect(() => seeded.loadShard(1, bytes)).toThrow(/another definition/)
    expect(into.keys).toBe(0)
    into.loadShard(1, bytes)
    into.loadShard(1, bytes)
    expect(into.keys).toBeGreaterThan(0)
    expect(into.keys).toBeLessThanOrEqual(state.keys)
  })

  test('of nothing are loaded as nothing', () => {
    const state = createCounterState(specOf('count'))
    const into = saved()
    const empty = createCounterState(specOf('distinct'), { shards: 2 })
    into.loadShard(0, empty.saveShard(0))
    into.loadShard(1, empty.saveShard(1))
    expect(into.keys).toBe(0)
    expect(state.saveShard(7).length).toBeLessThan(50)
  })
})
