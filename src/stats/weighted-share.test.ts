import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scoreInterval } from './score-interval.ts'
import { weightedShare } from './weighted-share.ts'

const judged = (hits: number, of: number, weight = 1) =>
  Array.from({ length: of }, (_, i) => ({ hit: i < hits, weight }))

test('equal weights give the plain share and its score interval', () => {
  // Wilson's interval for 8 of 10, as published tables have it.
  const share = weightedShare(judged(8, 10, 7))
  expect(share).toMatchObject({ of: 10, hits: 8, value: 0.8 })
  expect(share.low).toBeCloseTo(0.4902, 4)
  expect(share.high).toBeCloseTo(0.9433, 4)
})

test('what was drawn seldom counts for more, and unequal weights tell less', () => {
  const rare = weightedShare([...judged(1, 1, 100), ...judged(0, 100, 1)])
  expect(rare.value).toBeCloseTo(0.5)
  expect(rare.high - rare.low).toBeGreaterThan(0.6)
})

test('no judgement, no share', () => {
  expect(weightedShare([])).toEqual({ of: 0, hits: 0, value: Number.NaN, low: Number.NaN, high: Number.NaN })
})

test('the interval holds the share and lies within 0 and 1', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 1e6 }), (share, of) => {
      const { low, high } = scoreInterval(share, of)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(low).toBeLessThanOrEqual(share + 1e-12)
      expect(high).toBeGreaterThanOrEqual(share - 1e-12)
      expect(high).toBeLessThanOrEqual(1)
    }),
  )
})
