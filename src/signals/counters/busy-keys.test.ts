import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CounterKind, CounterSpec } from './counter-spec.ts'
import type { CounterState } from './counter-state.ts'
import { createCounterState } from './create-counter-state.ts'

const START = Date.UTC(2026, 9, 25, 0, 30)
const WINDOW = 10_000

function specOf(kind: CounterKind, more: Partial<CounterSpec> = {}): CounterSpec {
  return { kind, windowMs: WINDOW, lateMs: 2000, self: true, unitMs: 1000, halfLifeMs: 5000, ...more }
}

/** Events of one key at a rate that changes, now and then late, and now and then after a long rest. */
const busy = fc.array(
  fc.record({
    events: fc.integer({ min: 1, max: 120 }),
    stepMs: fc.constantFrom(0, 1, 7, 39, 160, 900),
    restMs: fc.constantFrom(0, 0, 0, 5000, 9999, 12_001, 40_000),
    lateMs: fc.constantFrom(0, 0, 1, 700, 2000),
    members: fc.constantFrom(1, 20, 400),
  }),
  { maxLength: 8 },
)

type Bursts = typeof busy extends fc.Arbitrary<infer B> ? B : never

function* eventsOf(bursts: Bursts): Generator<{ timeMs: number; member: number }> {
  let now = START
  let n = 0
  for (const { events, stepMs, restMs, lateMs, members } of bursts) {
    now += restMs
    for (let i = 0; i < events; i++) {
      now += stepMs
      n++
      yield { timeMs: n % 5 === 0 ? now - lateMs : now, member: (Math.imul(n, 2654435761) >>> 8) % members }
    }
  }
}

describe.each(['count', 'rate', 'sum'] as const)('%s of a busy key', (kind) => {
  test('is off by no more than the far edge of its window', () => {
    const scale = kind === 'rate' ? 1000 / WINDOW : 1
    fc.assert(
      fc.property(busy, fc.boolean(), fc.constantFrom(0, 2000), (bursts, self, lateMs) => {
        const state = createCounterState(specOf(kind, { self, lateMs }))
        const counted: { timeMs: number; amount: number }[] = []
        let newest = Number.NEGATIVE_INFINITY
        for (const { timeMs, member } of eventsOf(bursts)) {
          const amount = kind === 'sum' ? member : 1
          const value = state.count(1, 2, timeMs, amount, 0)
          if (timeMs < newest - lateMs) {
            expect(value).toBeNaN()
            continue
          }
          newest = Math.max(newest, timeMs)
          const sum = (after: number, to: number) =>
            counted.reduce((all, e) => all + (e.timeMs > after && e.timeMs <= to ? e.amount : 0), 0)
          const own = self ? amount : 0
          const tick = WINDOW / 256
          expect(value).toBeGreaterThanOrEqual((sum(timeMs - WINDOW + tick, timeMs) + own) * scale - 1e-9)
          expect(value).toBeLessThanOrEqual((sum(timeMs - WINDOW, timeMs + tick) + own) * scale + 1e-9)
          counted.push({ timeMs, amount })
        }
      }),
      { numRuns: 300 },
    )
  })
})

test('distinct of a busy key is off by no more than the far edge of its window', () => {
  fc.assert(
    fc.property(busy, fc.boolean(), (bursts, self) => {
      const state = createCounterState(specOf('distinct', { self }))
      const seen: { timeMs: number; member: number }[] = []
      let newest = Number.NEGATIVE_INFINITY
      for (const { timeMs, member } of eventsOf(bursts)) {
        const value = state.count(1, 2, timeMs, member, 2 * member)
        if (timeMs < newest - 2000) continue
        newest = Math.max(newest, timeMs)
        if (self) seen.push({ timeMs, member })
        const members = (after: number, to: number) =>
          new Set(seen.filter((e) => e.timeMs > after && e.timeMs <= to).map((e) => e.member)).size
        const tick = WINDOW / 250
        // A late event may be told what stands at the newest one.
        expect(value).toBeGreaterThanOrEqual(
          Math.min(members(timeMs - WINDOW + tick, timeMs), members(newest - WINDOW + tick, newest)),
        )
        expect(value).toBeLessThanOrEqual(members(timeMs - WINDOW, newest))
        if (!self) seen.push({ timeMs, member })
      }
    }),
    { numRuns: 300 },
  )
})

test.each(['count', 'rate', 'distinct', 'sum', 'first', 'last', 'since', 'score'] as const)(
  '%s: a value hangs on the calls for its key and the clock alone, not on other keys, shards, saves or sweeps',
  (kind) => {
    fc.assert(
      fc.property(
        busy,
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 60 }),
        (bursts, others, every) => {
          const one = createCounterState(specOf(kind), { shards: 1 })
          let other: CounterState = createCounterState(specOf(kind), { shards: 4 })
          let n = 0
          for (const { timeMs, member } of eventsOf(bursts)) {
            n++
            const value = one.count(1, 2, timeMs, member, 2 * member)
            for (let key = 0; key < others; key++)
              other.count(100 + (n % 37), key, timeMs - 7 * key, member, 0)
            expect(other.count(1, 2, timeMs, member, 2 * member)).toBe(value)
            if (n % every !== 0) continue
            const now = START + n * 1009
            one.sweep(now)
            for (let i = 0; i < 7; i++) other.sweep(now)
            const saved = Array.from({ length: other.shards }, (_, shard) => other.saveShard(shard))
            other = createCounterState(specOf(kind), { shards: 4 })
            for (const [shard, bytes] of saved.entries()) other.loadShard(shard, bytes)
            expect(other.read(1, 2, timeMs + 3000)).toBe(one.read(1, 2, timeMs + 3000))
          }
        },
      ),
      { numRuns: 60 },
    )
  },
)

describe('a key with very many events', () => {
  test('is counted to the last one', () => {
    const state = createCounterState(specOf('count'))
    const events = 200_000
    for (let i = 0; i < events; i++) state.count(1, 2, START + (i % 2) * 50, 0, 0)
    expect(state.read(1, 2, START + 50)).toBe(events)
    // Read tick by tick: each of the two holds more than 16 bits can tell.
    expect(state.read(1, 2, START + WINDOW / 2)).toBe(events)
    expect(state.read(1, 2, START + WINDOW + 100)).toBe(0)
    expect(state.bytes).toBeLessThan(500_000)
  })

  test('is one of few again when its window has passed', () => {
    for (const kind of ['count', 'sum', 'distinct'] as const) {
      const state = createCounterState(specOf(kind))
      for (let i = 0; i < 1000; i++) state.count(1, 2, START + i, i, 0)
      expect(state.read(1, 2, START + 1000)).toBe(kind === 'sum' ? 499_500 : 1000)
      // Exact to the ms again: the window's edge is not rounded.
      const later = START + 1000 + WINDOW + 2000
      expect(state.count(1, 2, later, 1, 0)).toBe(1)
      expect(state.read(1, 2, later + WINDOW - 1)).toBe(1)
      expect(state.read(1, 2, later + WINDOW)).toBe(0)
    }
  })

  test('gives back what was taken from it', () => {
    const state = createCounterState(specOf('count'))
    for (let i = 0; i < 500; i++) state.count(1, 2, START + i, 0, 0)
    for (let i = 0; i < 100; i++) state.uncount(1, 2, START + i, 0, 0)
    expect(state.read(1, 2, START + 500)).toBe(400)
    // Never below nothing.
    for (let i = 0; i < 1000; i++) state.uncount(1, 2, START + 1, 0, 0)
    expect(state.read(1, 2, START + 500)).toBeGreaterThanOrEqual(0)
  })

  test('of last is told to a late event to within a seventh of the lateness', () => {
    const state = createCounterState(specOf('last', { lateMs: 7000, self: false }))
    const times: number[] = []
    for (let i = 0; i < 5000; i++) {
      const timeMs = START + i * 3 + ((i * 7919) % 11)
      state.count(1, 2, timeMs, 0, 0)
      times.push(timeMs)
    }
    const newest = Math.max(...times)
    for (let back = 0; back <= 7000; back += 13) {
      const truth = Math.max(...times.filter((timeMs) => timeMs <= newest - back))
      const value = state.read(1, 2, newest - back)
      expect(value).toBeLessThanOrEqual(truth)
      expect(truth - value).toBeLessThanOrEqual(back === 0 ? 0 : 1000)
    }
  })
})
