import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceFrom } from '../chance.ts'
import { gammaQuantile } from '../special/gamma-quantile.ts'
import { allocateLabels } from './allocate-labels.ts'
import { correctedPrevalence } from './corrected-prevalence.ts'
import { discordantDifference } from './discordant-difference.ts'
import { recall } from './recall.ts'
import { stratifiedPrevalence } from './stratified-prevalence.ts'

test("one stratum is Garwood's exact interval of a Poisson count", () => {
  // Garwood, Biometrika 28 (1936): 5 seen, from 1.6235 to 11.6683; 0 seen, to 3.6889.
  const five = stratifiedPrevalence([{ share: 1, judged: 1000, violating: 5 }])!
  expect(five.low * 1000).toBeCloseTo(1.6235, 4)
  expect(five.high * 1000).toBeCloseTo(11.6683, 4)
  const none = stratifiedPrevalence([{ share: 1, judged: 1000, violating: 0 }])!
  expect([none.value, none.low]).toEqual([0, 0])
  expect(none.high * 1000).toBeCloseTo(3.6889, 4)
})

test("Fay and Feuer's formula in chi-squares, as it is printed", () => {
  const strata = [
    { share: 0.9, judged: 1200, violating: 1 },
    { share: 0.09, judged: 500, violating: 6 },
    { share: 0.01, judged: 300, violating: 40 },
  ]
  const weights = strata.map(({ share, judged }) => share / judged)
  const y = strata.reduce((sum, { violating }, i) => sum + weights[i]! * violating, 0)
  const v = strata.reduce((sum, { violating }, i) => sum + weights[i]! ** 2 * violating, 0)
  const w = Math.max(...weights)
  const { value, low, high } = stratifiedPrevalence(strata)!
  expect(value).toBeCloseTo(y, 12)
  expect(low).toBeCloseTo((v / y) * gammaQuantile(y ** 2 / v, 0.025), 12)
  expect(high).toBeCloseTo(((v + w ** 2) / (y + w)) * gammaQuantile((y + w) ** 2 / (v + w ** 2), 0.975), 12)
})

test('a stratum without labels may hold anything', () => {
  const seen = stratifiedPrevalence([
    { share: 0.7, judged: 500, violating: 0 },
    { share: 0.3, judged: 0, violating: 0 },
  ])!
  expect(seen.high).toBeGreaterThan(0.3)
  expect(stratifiedPrevalence([{ share: 1, judged: 0, violating: 0 }])).toBe(undefined)
})

const WORLD = [
  { share: 0.9, rate: 0.0005, judged: 1200 },
  { share: 0.09, rate: 0.006, judged: 500 },
  { share: 0.01, rate: 0.101, judged: 300 },
] as const
const PREVALENCE = WORLD.reduce((sum, { share, rate }) => sum + share * rate, 0)

function hits(random: () => number, of: number, rate: number): number {
  let count = 0
  for (let i = 0; i < of; i++) if (random() < rate) count++
  return count
}

test('at a prevalence of 0.2 % 2,000 labels hold it at 95 %, in 2.1 times its width', () => {
  expect(PREVALENCE).toBeCloseTo(0.002, 4)
  const random = chanceFrom(31)
  let [held, width] = [0, 0]
  for (let world = 0; world < 400; world++) {
    const strata = WORLD.map(({ share, rate, judged }) => ({
      share,
      judged,
      violating: hits(random, judged, rate),
    }))
    const { low, high } = stratifiedPrevalence(strata)!
    if (low <= PREVALENCE && PREVALENCE <= high) held++
    width += high - low
  }
  expect(held / 400).toBeGreaterThanOrEqual(0.95)
  expect(width / 400 / PREVALENCE).toBeLessThanOrEqual(2.1)
})

test('with judges that err the corrected share holds the truth, the plain one does not', () => {
  const random = chanceFrom(32)
  const worlds = 100
  let [held, plain] = [0, 0]
  for (let world = 0; world < worlds; world++) {
    const judgedSo = (rate: number) => rate * 0.85 + (1 - rate) * 0.01
    const strata = WORLD.map(({ share, rate, judged }) => ({
      ...{ share, judged },
      violating: hits(random, judged, judgedSo(rate)),
    }))
    const known = {
      violating: 200,
      found: hits(random, 200, 0.85),
      fine: 2000,
      passed: hits(random, 2000, 0.99),
    }
    const seen = correctedPrevalence(random, strata, known, { draws: 500 })
    if (seen && seen.low <= PREVALENCE && PREVALENCE <= seen.high) held++
    const { low, high } = stratifiedPrevalence(strata)!
    if (low <= PREVALENCE && PREVALENCE <= high) plain++
  }
  expect(held / worlds).toBeGreaterThanOrEqual(0.93)
  expect(plain / worlds).toBeLessThan(0.1)
  const useless = { violating: 10, found: 5, fine: 10, passed: 5 }
  expect(correctedPrevalence(random, [{ share: 1, judged: 10, violating: 1 }], useless)).toBe(undefined)
})

test('recall in its interval; not to be known without labels or harm', () => {
  const random = chanceFrom(33)
  const truth = (0.01 * 0.9) / (0.01 * 0.9 + 0.09 * 0.02 + 0.9 * 0.001)
  let held = 0
  for (let world = 0; world < 100; world++) {
    const flagged = [{ share: 0.01, judged: 300, violating: hits(random, 300, 0.9) }]
    const passed = [
      { share: 0.09, judged: 500, violating: hits(random, 500, 0.02) },
      { share: 0.9, judged: 1200, violating: hits(random, 1200, 0.001) },
    ]
    const { low, high } = recall(random, flagged, passed, { draws: 500 })!
    if (low <= truth && truth <= high) held++
  }
  expect(held).toBeGreaterThanOrEqual(92)
  const none = [{ share: 0.5, judged: 10, violating: 0 }]
  expect(recall(random, none, none)).toBe(undefined)
  expect(recall(random, [], none)).toBe(undefined)
})

test('half of the labels go to the low stratum until ten positives were found there', () => {
  const strata = (positives: number) => [
    { share: 0.9, expected: 0.0002, positives, items: 1e6 },
    { share: 0.09, expected: 0.01, positives: 0, items: 1e6 },
    { share: 0.01, expected: 0.2, positives: 0, items: 1e6 },
  ]
  expect(allocateLabels(strata(0), 2000)[0]).toBe(1000)
  const [low, middle, high] = allocateLabels(strata(10), 2000)
  expect(low! + middle! + high!).toBe(2000)
  // 0.9 × √0.0002, 0.09 × √0.0099, 0.01 × 0.4: 50.1, 35.3 and 15.7 parts.
  expect(low).toBeLessThan(1100)
  expect(middle! / high!).toBeCloseTo(8.955 / 4, 1)
})

test('every label is given out where there are items, and none where there are not', () => {
  const stratum = fc.record({
    share: fc.double({ min: 0.001, max: 1, noNaN: true }),
    expected: fc.double({ min: 0, max: 1, noNaN: true }),
    positives: fc.nat(20),
    items: fc.nat(300),
  })
  fc.assert(
    fc.property(fc.array(stratum, { minLength: 1, maxLength: 6 }), fc.nat(500), (strata, budget) => {
      const counts = allocateLabels(strata, budget)
      const items = strata.reduce((sum, one) => sum + one.items, 0)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Math.min(budget, items))
      counts.forEach((count, i) => {
        expect(count).toBeLessThanOrEqual(strata[i]!.items)
      })
    }),
  )
  expect(allocateLabels([], 10)).toEqual([])
})

test('discordant labels alone: a hundred times fewer than labels of everything, at 1 % discordance', () => {
  const random = chanceFrom(34)
  const cell = (share: number, wrong: number, judged: number) => ({
    share,
    judged,
    newWrong: hits(random, judged, wrong),
  })
  const truth = 0.006 * (2 * 0.3 - 1) + 0.004 * (2 * 0.4 - 1)
  let [held, squares, random2] = [0, 0, 0]
  const labels = 200
  for (let world = 0; world < 200; world++) {
    const seen = discordantDifference(random, [cell(0.006, 0.3, 120), cell(0.004, 0.4, 80)], { draws: 300 })!
    if (seen.low <= truth && truth <= seen.high) held++
    squares += (seen.value - truth) ** 2
    // As many labels of everything: 1 % tell, and how many do is chance too.
    let sum = 0
    for (let i = 0; i < labels; i++)
      if (random() < 0.01) sum += random() < (random() < 0.6 ? 0.3 : 0.4) ? 1 : -1
    random2 += (sum / labels - truth) ** 2
  }
  expect(held / 200).toBeGreaterThanOrEqual(0.93)
  expect(random2 / squares).toBeGreaterThan(80)
  expect(discordantDifference(random, [{ share: 0.01, judged: 0, newWrong: 0 }])).toBe(undefined)
})
