import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'
import { exactInterval } from './exact-interval.ts'
import { jointProbability } from './joint-probability.ts'
import type { KnownAnswers } from './judge-rates.ts'
import { stratifiedPrevalence } from './live/stratified-prevalence.ts'
import { prevalence, type Stratum } from './prevalence.ts'

const one = (judged: number, violating: number, probability = 0.01): Stratum => ({
  ...{ judged, violating, probability, each: 1 },
})

test('of one stratum and perfect judges it is the plain share with its exact interval', () => {
  const { share, total, of, designEffect } = prevalence(chanceFrom(1), [one(200, 6)], undefined, {
    draws: 40_000,
  })
  const exact = exactInterval(6, 200)
  expect(share!.value).toBeCloseTo(0.03, 12)
  expect(share!.low).toBeCloseTo(exact.low, 3)
  expect(share!.high).toBeCloseTo(exact.high, 3)
  expect([of, designEffect]).toEqual([20_000, 1])
  expect(total!.value).toBeCloseTo(600, 6)
})

test('Rogan and Gladen: what judges find in error is taken off', () => {
  const known: KnownAnswers = { violating: 100, found: 90, fine: 100, passed: 98 }
  const { asJudged, share } = prevalence(chanceFrom(1), [one(1000, 64)], known)
  expect(asJudged).toBeCloseTo(0.064)
  expect(share!.value).toBeCloseTo((0.064 - 0.02) / 0.88, 12)
  const perfect = prevalence(chanceFrom(1), [one(1000, 64)], undefined).share!
  expect(share!.high - share!.low).toBeGreaterThan(perfect.high - perfect.low)
})

test('none found among those seldom drawn leaves more open than none found among all', () => {
  const often = one(300, 30, 0.5)
  const { share } = prevalence(chanceFrom(1), [often, one(50, 0, 0.001)], undefined)
  expect(share!.value).toBeLessThan(0.01)
  // The rule of three for fifty.
  expect(share!.high).toBeGreaterThan(0.05)
})

test('of rare harm drawn with two chances the interval is that of Fay and Feuer, narrower than the worst of each stratum', () => {
  const strata = [one(1200, 1, 0.01), one(800, 12, 0.2)]
  const { share, total } = prevalence(chanceFrom(1), strata, undefined, { draws: 40_000 })
  const of = 1200 / 0.01 + 800 / 0.2
  const exact = stratifiedPrevalence(
    strata.map(({ judged, probability, violating }) => ({
      share: judged / probability / of,
      judged,
      violating,
    })),
  )!
  expect(share!.value).toBeCloseTo(exact.value, 12)
  // Wider by what is not known of how many each stratum stands for.
  expect(share!.low).toBeGreaterThan(0.9 * exact.low)
  expect(share!.low).toBeLessThan(exact.low * 1.01)
  expect(share!.high).toBeGreaterThan(exact.high * 0.99)
  expect(share!.high).toBeLessThan(1.05 * exact.high)
  expect(total!.value).toBeCloseTo(160, 6)
})

test('not to be known: nothing judged, no known answers of one kind, judges no better than chance', () => {
  expect(prevalence(chanceFrom(1), [], undefined)).toMatchObject({ judged: 0, share: undefined })
  const known = (part: Partial<KnownAnswers>) => ({ violating: 9, found: 9, fine: 9, passed: 9, ...part })
  for (const part of [
    { violating: 0, found: 0 },
    { fine: 0, passed: 0 },
    { found: 3, passed: 6 },
  ])
    expect(prevalence(chanceFrom(1), [one(10, 2)], known(part))).toMatchObject({
      ...{ asJudged: 0.2, share: undefined, total: undefined },
    })
})

test('the interval holds the estimate and lies within 0 and 1; the same seed gives the same', () => {
  const stratum = fc
    .record({
      judged: fc.nat(300),
      hit: fc.double({ min: 0, max: 1, noNaN: true }),
      p: fc.integer({ min: 1, max: 100 }),
    })
    .map(({ judged, hit, p }) => one(judged, Math.round(judged * hit), p / 100))
  fc.assert(
    fc.property(fc.array(stratum, { maxLength: 4 }), fc.nat(40), fc.nat(40), (strata, found, passed) => {
      const known = { violating: 40, found, fine: 40, passed }
      const options = { draws: 200 }
      const estimate = prevalence(chanceFrom(1), strata, known, options)
      expect(prevalence(chanceFrom(1), strata, known, options)).toEqual(estimate)
      if (estimate.share === undefined) return
      const { low, value, high } = estimate.share
      expect(low).toBeGreaterThanOrEqual(0)
      expect(value).toBeGreaterThanOrEqual(low)
      expect(high).toBeGreaterThanOrEqual(value)
      expect(high).toBeLessThanOrEqual(1)
      expect(estimate.designEffect).toBeGreaterThanOrEqual(1 - 1e-9)
    }),
    { numRuns: 100 },
  )
})

test('chosen by several draws counts once, by the chance of any of them', () => {
  expect(jointProbability([0.01])).toBeCloseTo(0.01, 12)
  expect(jointProbability([0.5, 0.5])).toBeCloseTo(0.75, 12)
  expect(jointProbability([0.2, 1])).toBe(1)
})
