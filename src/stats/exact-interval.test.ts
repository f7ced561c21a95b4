import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactInterval } from './exact-interval.ts'
import { betaRatio } from './special/beta-ratio.ts'

test('as published tables have it', () => {
  const { low, high } = exactInterval(8, 10)
  expect(low).toBeCloseTo(0.4439, 4)
  expect(high).toBeCloseTo(0.9748, 4)
  // The rule of three: none in 100 leaves up to 3.62 % open on both-sided terms.
  expect(exactInterval(0, 100).high).toBeCloseTo(1 - 0.025 ** (1 / 100), 10)
  expect(exactInterval(0, 0)).toEqual({ low: 0, high: 1 })
})

test('it holds the true share in 95 % of cases or more, for every sample size and share', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
      let held = 0
      for (let hits = 0; hits <= of; hits++) {
        const { low, high } = exactInterval(hits, of)
        if (low <= share && share <= high) held += massOf(hits, of, share)
      }
      expect(held).toBeGreaterThanOrEqual(0.95 - 1e-9)
    }),
    { numRuns: 60 },
  )
})

/** P(exactly so many hits), as a difference of two tails. */
function massOf(hits: number, of: number, share: number): number {
  const atLeast = (k: number) => (k <= 0 ? 1 : k > of ? 0 : betaRatio(k, of - k + 1, share))
  return atLeast(hits) - atLeast(hits + 1)
}
