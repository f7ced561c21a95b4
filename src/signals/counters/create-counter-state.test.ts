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
