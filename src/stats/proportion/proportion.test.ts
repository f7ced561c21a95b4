import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceFrom } from '../chance.ts'
import { exactInterval } from '../exact-interval.ts'
import { scoreInterval } from '../score-interval.ts'
import { binomialAtMost, binomialMass } from '../special/binomial.ts'
import { studentQuantile } from '../special/student-quantile.ts'
import { clusteredInterval, effectiveSample } from './clustered-share.ts'
import { exactLower, exactUpper } from './exact-bound.ts'
import { labelsForCertifying } from './labels-for-certifying.ts'
import { mcnemar } from './mcnemar.ts'
import { mostLost } from './paired-difference.ts'
import { quantileRank, quantileUpper } from './quantile-bound.ts'
import { spentAlpha } from './spent-alpha.ts'
import { zeroErrorSize } from './zero-error-size.ts'

test('exact bounds are where the tail is alpha', () => {
  expect(exactUpper(0, 100, 0.05)).toBeCloseTo(1 - 0.05 ** 0.01, 12)
  expect(exactLower(59, 59, 0.05)).toBeCloseTo(0.05 ** (1 / 59), 12)
  expect([exactLower(0, 9, 0.05), exactUpper(9, 9, 0.05), exactUpper(0, 0, 0.05)]).toEqual([0, 1, 1])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 300 }), (hits, more) => {
      const high = exactUpper(hits, hits + more, 1e-4)
      expect(binomialAtMost(hits, hits + more, high) / 1e-4).toBeCloseTo(1, 8)
    }),
  )
})

test("Wilson's interval as in Newcombe, Statistics in Medicine 17 (1998), table I", () => {
  const seen = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const
  for (const [hits, of, low, high] of seen) {
    expect(scoreInterval(hits / of, of).low).toBeCloseTo(low, 4)
    expect(scoreInterval(hits / of, of).high).toBeCloseTo(high, 4)
  }
  // Clopper and Pearson's, of the same table.
  expect(exactInterval(81, 263).low).toBeCloseTo(0.2527, 4)
  expect(exactInterval(15, 148).high).toBeCloseTo(0.1617, 4)
  expect(scoreInterval(0.3, 50, 0.99).low).toBeLessThan(scoreInterval(0.3, 50).low)
})

test('sizes without an error are the published ones', () => {
  expect([0.95, 0.99, 0.999].map((bar) => zeroErrorSize(bar, 0.05))).toEqual([59, 299, 2995])
  expect(zeroErrorSize(0.5, 0.5 ** 10)).toBe(10)
})

test('so many labels certify with the power asked for, and no fewer do', () => {
  const plan = { bar: 0.95, truth: 0.98, alpha: 0.05, power: 0.9 }
  const { labels, errors, power } = labelsForCertifying(plan)!
  expect(power).toBeGreaterThanOrEqual(0.9)
  expect(exactLower(labels - errors, labels, 0.05)).toBeGreaterThanOrEqual(0.95)
  for (let n = 1; n < labels; n++) {
    let most = -1
    while (most < n && exactLower(n - most - 1, n, 0.05) >= 0.95) most++
    expect(binomialAtMost(most, n, 0.02), `${n}`).toBeLessThan(0.9)
  }
  expect(labelsForCertifying({ bar: 0.95, truth: 1 })).toEqual({ labels: 59, errors: 0, power: 1 })
  expect(labelsForCertifying({ bar: 0.95, truth: 0.95 })).toBe(undefined)
  expect(labelsForCertifying({ bar: 0.95, truth: 0.9500001 })).toBe(undefined)
})

test('McNemar: Fagerland, Lydersen and Laake (2013), airway hyper-responsiveness: 1 and 7', () => {
  const seen = mcnemar({ gained: 7, lost: 1 })
  expect(seen.p).toBeCloseTo(0.0703, 4)
  expect(seen.midP).toBeCloseTo(0.0391, 4)
  expect(mcnemar({ gained: 0, lost: 0 })).toEqual({ p: 1, midP: 0.5, better: 1 })
})

test('a loss bounded by 0 is what the one-sided exact test of McNemar finds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 25 }), (gained, lost) => {
      const { better } = mcnemar({ gained, lost })
      if (Math.abs(better - 0.05) < 0.004) return
      expect(mostLost({ gained, lost, cases: 100 }, 0.05) < 1e-9).toBe(better < 0.05)
    }),
  )
  // No case is discordant: what is lost is bounded by the exact bound of that.
  expect(mostLost({ gained: 0, lost: 0, cases: 100 }, 0.05)).toBeCloseTo(exactUpper(0, 100, 0.05), 3)
})

test('the rank of a quantile bound: 299 for 99 %, and the tail is right for all', () => {
  expect(quantileRank(298, 0.99, 0.05)).toBe(undefined)
  expect(quantileRank(299, 0.99, 0.05)).toBe(299)
  expect(quantileRank(0, 0.5, 0.05)).toBe(undefined)
  const rank = quantileRank(2000, 0.99, 0.05)!
  expect(binomialAtMost(rank - 1, 2000, 0.99)).toBeGreaterThanOrEqual(0.95)
  expect(binomialAtMost(rank - 2, 2000, 0.99)).toBeLessThan(0.95)
  expect(quantileUpper([5, 1, 3, 2, 4], 0.5, 0.1)).toBe(5)
  expect(quantileUpper([1, 2], 0.99, 0.05)).toBe(undefined)
})

test('what attempts may spend adds up to alpha', () => {
  let spent = 0
  for (let k = 1; k <= 100_000; k++) spent += spentAlpha(k, 0.05)
  expect(spent).toBeLessThan(0.05)
  expect(spent).toBeGreaterThan(0.0499)
})

test('items in bursts tell less; independent ones lose nothing', () => {
  const single = Array.from({ length: 400 }, (_, i) => ({ hits: Number(i % 20 === 0), of: 1 }))
  expect(clusteredInterval(single)).toEqual(exactInterval(20, 400))
  const bursts = Array.from({ length: 20 }, (_, i) => ({ hits: i === 0 ? 20 : 0, of: 20 }))
  expect(effectiveSample(bursts, 0.95)!.size).toBeLessThan(25)
  expect(clusteredInterval(bursts).high).toBeGreaterThan(exactInterval(20, 400).high * 2)
  expect(clusteredInterval([])).toEqual({ low: 0, high: 1 })
  expect(clusteredInterval([{ hits: 0, of: 5 }]).high).toBeGreaterThan(0.9)
})

test('clustered shares are held at their rate where the plain exact interval fails', () => {
  const random = chanceFrom(11)
  const [share, worlds] = [0.1, 400]
  let [held, plain] = [0, 0]
  for (let i = 0; i < worlds; i++) {
    const clusters = Array.from({ length: 40 }, () => ({ hits: random() < share ? 10 : 0, of: 10 }))
    const holds = ({ low, high }: { low: number; high: number }) => Number(low <= share && share <= high)
    held += holds(clusteredInterval(clusters))
    plain += holds(
      exactInterval(
        clusters.reduce((sum, { hits }) => sum + hits, 0),
        400,
      ),
    )
  }
  expect(held / worlds).toBeGreaterThan(0.93)
  expect(plain / worlds).toBeLessThan(0.8)
})

test("Student's quantiles: table of Pearson and Hartley", () => {
  expect(studentQuantile(1, 0.025)).toBeCloseTo(12.7062, 4)
  expect(studentQuantile(9, 0.025)).toBeCloseTo(2.26216, 5)
  expect(studentQuantile(120, 0.005)).toBeCloseTo(2.61742, 5)
  expect(studentQuantile(9, 0.975)).toBeCloseTo(-2.26216, 5)
  expect(binomialMass(3, 3, 0.5)).toBe(0.125)
})
