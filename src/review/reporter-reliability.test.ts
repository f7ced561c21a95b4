import { expect, test } from 'vitest'
import { betaQuantile } from '../stats/special/beta-quantile.ts'
import { reporterReliability } from './reporter-reliability.ts'

test('nothing known is a half with a wide interval; outcomes draw it to where they are', () => {
  const fresh = reporterReliability({ upheld: 0, rejected: 0 })
  expect(fresh.mean).toBe(0.5)
  expect(fresh.high - fresh.low).toBeGreaterThan(0.7)
  const good = reporterReliability({ upheld: 38, rejected: 0 })
  expect(good.mean).toBeCloseTo(40 / 42)
  expect(good.low).toBeGreaterThan(0.85)
  const bad = reporterReliability({ upheld: 0, rejected: 16 })
  expect(bad.mean).toBeCloseTo(0.1)
  expect(bad.high).toBeLessThan(0.3)
})

test('quantiles are those of tables: Beta(2, 2), and uniform', () => {
  // x²(3 - 2x) = 0.025 for Beta(2, 2).
  const low = betaQuantile(2, 2, 0.025)
  expect(low * low * (3 - 2 * low)).toBeCloseTo(0.025, 10)
  expect(betaQuantile(1, 1, 0.3)).toBeCloseTo(0.3, 10)
})
