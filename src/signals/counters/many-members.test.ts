import { describe, expect, test } from 'vitest'
import type { CounterSpec } from './counter-spec.ts'
import { createCounterState } from './create-counter-state.ts'

const START = Date.UTC(2026, 0, 1)
const WINDOW = 600_000
const spec: CounterSpec = {
  kind: 'distinct',
  windowMs: WINDOW,
  lateMs: 60_000,
  self: true,
  unitMs: 1000,
  halfLifeMs: 1000,
}

/** Members that differ in their low bits only, as no good hash would have them. */
const high = (n: number) => Math.floor(n / 2 ** 20)
const low = (n: number) => (n % 2 ** 20) * 2

describe('a key with 10,000,000 members in one window', () => {
  test('is counted to within 2 %, in bounded memory, and forgotten with its window', () => {
    const state = createCounterState(spec)
    const checks = new Set([100, 5000, 16_384, 20_000, 100_000, 1_000_000, 10_000_000])
    let worst = 0
    let value = 0
    for (let n = 1; n <= 10_000_000; n++) {
      value = state.count(1, 2, START + (n * (WINDOW - 10_000)) / 10_000_000, high(n), low(n))
      if (!checks.has(n)) continue
      if (n <= 16_384) expect(value).toBe(n)
      worst = Math.max(worst, Math.abs(value / n - 1))
    }
    expect(worst).toBeGreaterThan(0)
    expect(worst).toBeLessThan(0.02)
    expect(state.bytes).toBeLessThan(600_000)
    // A member seen again is no new one.
    expect(state.count(1, 2, START + WINDOW - 10_000, high(9_999_999), low(9_999_999))).toBe(value)
    // The older half leaves.
    const half = state.read(1, 2, START + 1.5 * WINDOW - 5000)
    expect(Math.abs(half / 5_000_000 - 1)).toBeLessThan(0.03)
    expect(state.read(1, 2, START + 2 * WINDOW)).toBe(0)
    // Exact again, once nothing of it can be seen.
    const later = START + 3 * WINDOW
    expect(state.count(1, 2, later, 5, 6)).toBe(1)
    expect(state.read(1, 2, later + WINDOW - 1)).toBe(1)
    expect(state.bytes).toBeLessThan(100_000)
  })
})

test('the standard error of what is estimated is 0.81 %', () => {
  const state = createCounterState(spec)
  const keys = 40
  const members = 50_000
  let squares = 0
  let sum = 0
  for (let key = 0; key < keys; key++) {
    let value = 0
    for (let n = 0; n < members; n++) value = state.count(key, 0, START, key * 1000 + high(n), low(n))
    sum += value / members - 1
    squares += (value / members - 1) ** 2
  }
  expect(Math.sqrt(squares / keys)).toBeLessThan(0.012)
  // No bias: five standard errors of a mean of forty.
  expect(Math.abs(sum / keys)).toBeLessThan((5 * 0.0081) / Math.sqrt(keys))
})

test('a sketch slides as a sketch of the window alone would', () => {
  const state = createCounterState(spec)
  const rate = 100
  // 30,000 members a window for two windows, then 2,000 a window.
  let n = 0
  for (let at = 0; at < 2 * WINDOW; at += WINDOW / 30_000) state.count(1, 2, START + at, 0, 2 * n++)
  const full = state.read(1, 2, START + 2 * WINDOW - 1)
  expect(Math.abs(full / 30_000 - 1)).toBeLessThan(0.03)
  const sketched = state.bytes
  let last = full
  for (let at = 2 * WINDOW; at < 3.2 * WINDOW; at += WINDOW / 2000) {
    const value = state.count(1, 2, START + at, 0, 2 * n++)
    if (n % rate !== 0 || at > 3 * WINDOW) continue
    const truth = (30_000 * (3 * WINDOW - at) + 2000 * (at - 2 * WINDOW)) / WINDOW
    // The window's edge, and the error of the sketch.
    expect(Math.abs(value - truth)).toBeLessThan(30_000 / 250 + truth * 0.03 + 5)
    last = value
  }
  expect(last).toBeLessThan(2200)
  // After a whole window of few members they are held one by one again.
  for (let at = 3.2 * WINDOW; at < 5 * WINDOW; at += WINDOW / 2000)
    last = state.count(1, 2, START + at, 0, 2 * n++)
  expect(last).toBeGreaterThan(1991)
  expect(last).toBeLessThan(2001)
  expect(state.bytes).toBeLessThan(sketched / 4)
})

test('saved and loaded, many members go on as they were', () => {
  const options = { shards: 1 }
  const state = createCounterState(spec, options)
  let other = createCounterState(spec, options)
  let n = 0
  const count = (timeMs: number) => {
    const value = state.count(1, 2, timeMs, 1, 2 * n)
    expect(other.count(1, 2, timeMs, 1, 2 * n++)).toBe(value)
    if (n % 1777 !== 0) return
    const bytes = state.saveShard(0)
    expect(Buffer.compare(other.saveShard(0), bytes)).toBe(0)
    other = createCounterState(spec, options)
    other.loadShard(0, bytes)
  }
  // Few, then one by one, then a sketch, then few again.
  for (let at = 0; at < WINDOW; at += WINDOW / 30_000) count(START + at)
  for (let at = WINDOW; at < 4 * WINDOW; at += WINDOW / 3000) count(START + at)
})
