import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atLeast, atMost } from './negative-binomial.ts'
import { betaRatio } from './special/beta-ratio.ts'
import { logGamma } from './special/log-gamma.ts'

/** P(count = k), by the recursion of the probability mass. */
function masses(mean: number, spread: number, most: number): number[] {
  const size = 1 / spread
  const q = mean / (size + mean)
  const all = [(size / (size + mean)) ** size]
  for (let k = 1; k <= most; k++) all.push((all[k - 1]! * q * (k - 1 + size)) / k)
  return all
}

test('the tails are the sums of the probability mass', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 60, noNaN: true }),
      fc.double({ min: 0.01, max: 3, noNaN: true }),
      fc.nat(80),
      (mean, spread, y) => {
        const below = masses(mean, spread, Math.max(0, y - 1)).reduce((a, b) => a + b, 0)
        const upTo = masses(mean, spread, y).reduce((a, b) => a + b, 0)
        expect(atLeast({ mean, spread }, y)).toBeCloseTo(y === 0 ? 1 : 1 - below, 9)
        expect(atMost({ mean, spread }, y)).toBeCloseTo(upTo, 9)
      },
    ),
  )
})

test('without spread it is the Poisson law; far tails do not vanish', () => {
  // Poisson, mean 10: P(≥ 20) and P(≤ 2), from tables.
  expect(atLeast({ mean: 10, spread: 0 }, 20)).toBeCloseTo(0.0034543, 5)
  expect(atMost({ mean: 10, spread: 0 }, 2)).toBeCloseTo(0.0027694, 5)
  const far = atLeast({ mean: 10, spread: 0 }, 80)
  expect(far).toBeGreaterThan(1e-46)
  expect(far).toBeLessThan(1e-43)
  expect([atLeast({ mean: 0, spread: 1 }, 1), atMost({ mean: 0, spread: 1 }, 0)]).toEqual([0, 1])
  expect([atLeast({ mean: 5, spread: 1 }, 0), atMost({ mean: 5, spread: 1 }, -1)]).toEqual([1, 0])
})

test('large counts are no trouble', () => {
  expect(atLeast({ mean: 1e6, spread: 0.01 }, 1e6)).toBeCloseTo(0.49, 1)
  expect(atMost({ mean: 1e6, spread: 1e-6 }, 1e6 - 3000)).toBeGreaterThan(1e-4)
  expect(atMost({ mean: 1e6, spread: 1e-6 }, 1e6 - 3000)).toBeLessThan(0.05)
})

test('ln Γ and the beta ratio have their known values', () => {
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12)
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 10)
  expect(betaRatio(2, 3, 0.4)).toBeCloseTo(0.5248, 10)
  expect(betaRatio(2, 3, 0.4) + betaRatio(3, 2, 0.6)).toBeCloseTo(1, 12)
  expect([betaRatio(2, 3, 0), betaRatio(2, 3, 1)]).toEqual([0, 1])
})
