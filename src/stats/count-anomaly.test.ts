import { describe, expect, test } from 'vitest'
import { type CountSums, countAnomaly } from './count-anomaly.ts'

/** mulberry32. Source: Tommy Ettinger, public domain. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Source: Marsaglia and Tsang 2000; below one by the boost of the same. */
function gamma(random: () => number, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

function poisson(random: () => number, mean: number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)))
  let product = random()
  let count = 0
  for (const limit = Math.exp(-mean); product > limit; count++) product *= random()
  return count
}

function negativeBinomial(random: () => number, mean: number, spread: number): number {
  return poisson(random, spread === 0 ? mean : mean * spread * gamma(random, 1 / spread))
}

const SHARE = 0.01
const eventsOf = (random: () => number, mean: number) => Math.round((mean / SHARE) * (0.5 + random()))

function baselineOf(random: () => number, mean: number, spread: number, periods: number): CountSums {
  let [y, yy, yn, n, nn] = [0, 0, 0, 0, 0]
  for (let i = 0; i < periods; i++) {
    const events = eventsOf(random, mean)
    const count = negativeBinomial(random, events * SHARE, spread)
    y += count
    yy += count * count
    yn += count * events
    n += events
    nn += events * events
  }
  return { periods, y, yy, yn, n, nn }
}

describe('a steady rule', () => {
  const TRIALS = 6000
  test.each([
    { mean: 12, spread: 0, periods: 72 },
    { mean: 12, spread: 0.2, periods: 72 },
    { mean: 40, spread: 0.1, periods: 168 },
    { mean: 40, spread: 0.5, periods: 168 },
    { mean: 300, spread: 0.05, periods: 600 },
    { mean: 3, spread: 0.3, periods: 168 },
  ])('is called an anomaly about as seldom as stated: %o', ({ mean, spread, periods }) => {
    const random = randomOf(20_261_123)
    let called = 0
    for (let trial = 0; trial < TRIALS; trial++) {
      const sums = baselineOf(random, mean, spread, periods)
      const n = eventsOf(random, mean)
      if (countAnomaly({ y: negativeBinomial(random, n * SHARE, spread), n }, sums)) called++
    }
    // Stated: 0.1 %. The spread is an estimate, so it may be somewhat more; a fixed seed makes this no matter of luck.
    expect(called / TRIALS).toBeLessThan(0.003)
  })

  test('over a whole day, hours that go together do not make it one', () => {
    const random = randomOf(7)
    let called = 0
    for (let trial = 0; trial < 2000; trial++) {
      const sums = baselineOf(random, 20, 0.1, 168)
      // One factor for all hours of the day: the worst case.
      const factor = 0.1 * gamma(random, 10)
      const n = Array.from({ length: 24 }, () => eventsOf(random, 20)).reduce((a, b) => a + b, 0)
      if (countAnomaly({ y: poisson(random, n * SHARE * factor), n }, sums)) called++
    }
    expect(called / 2000).toBeLessThan(0.004)
  })
})

describe('what is out of line', () => {
  const sums = baselineOf(randomOf(1), 20, 0.05, 168)
  const share = sums.y / sums.n

  test('more, or fewer, is called so, with what was expected', () => {
    const more = countAnomaly({ y: 80, n: 2000 }, sums)
    expect(more).toMatchObject({ kind: 'more', observed: 80 })
    expect(more!.expected).toBeCloseTo(share * 2000, 0)
    expect(more!.p).toBeLessThan(0.001)
    expect(countAnomaly({ y: 0, n: 6000 }, sums)).toMatchObject({ kind: 'fewer', observed: 0 })
    expect(countAnomaly({ y: 22, n: 2000 }, sums)).toBe(undefined)
  })

  test('as many more events are no anomaly of the rule', () => {
    expect(countAnomaly({ y: 80, n: 8000 }, sums)).toBe(undefined)
  })

  test('a rule that never fired and does now is one, from the least count on', () => {
    const never = { ...sums, y: 0, yy: 0, yn: 0 }
    expect(countAnomaly({ y: 10, n: 2000 }, never)).toMatchObject({ kind: 'more' })
    expect(countAnomaly({ y: 9, n: 2000 }, never)).toBe(undefined)
  })

  test('with little to go by nothing is called', () => {
    expect(countAnomaly({ y: 80, n: 2000 }, { ...sums, periods: 71 })).toBe(undefined)
    expect(countAnomaly({ y: 0, n: 0 }, sums)).toBe(undefined)
    expect(countAnomaly({ y: 80, n: 2000 }, { periods: 0, y: 0, yy: 0, yn: 0, n: 0, nn: 0 })).toBe(undefined)
  })
})
