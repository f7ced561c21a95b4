import { expect, test } from 'vitest'
import { chanceFrom } from '../chance.ts'
import { fitIsotonic, isotonicAt } from './fit-isotonic.ts'
import { fitPlatt } from './fit-platt.ts'
import { fitTemperature } from './fit-temperature.ts'
import type { Predicted } from './predicted.ts'
import { reliabilityBins } from './reliability-bins.ts'
import { squaredCalibrationError } from './squared-calibration-error.ts'

const logistic = (z: number) => 1 / (1 + Math.exp(-z))

function scored(random: () => number, count: number, truth: (score: number) => number) {
  return Array.from({ length: count }, () => {
    const score = 6 * random() - 3
    return { score, isPositive: random() < truth(score) }
  })
}

test("Platt's curve and the temperature are found again", () => {
  const rows = scored(chanceFrom(1), 40_000, (score) => logistic(2 * score - 1))
  const { slope, offset } = fitPlatt(rows)
  expect(slope).toBeCloseTo(2, 1)
  expect(offset).toBeCloseTo(-1, 1)
  expect(fitTemperature(scored(chanceFrom(2), 40_000, (score) => logistic(score / 2.5)))).toBeCloseTo(2.5, 1)
  // What goes against the truth tells nothing.
  expect(fitTemperature(scored(chanceFrom(2), 1000, (score) => logistic(-score)))).toBe(Infinity)
})

test('separated scores, one class and no rows are no step to certainty', () => {
  const { slope } = fitPlatt([
    { score: -1, isPositive: false },
    { score: 1, isPositive: true },
  ])
  expect(slope).toBeGreaterThan(0)
  expect(slope).toBeLessThan(2)
  for (const rows of [[], [{ score: 3, isPositive: true }]]) {
    const fit = fitPlatt(rows)
    expect(logistic(fit.slope * 3 + fit.offset)).toBeGreaterThan(0.4)
    expect(logistic(fit.slope * 3 + fit.offset)).toBeLessThan(0.75)
  }
})

test('isotonic: pools what is out of order, and wants a thousand of each', () => {
  const rows = [
    [0, false],
    [1, true],
    [2, false],
    [3, true],
    [3, true],
    [4, false],
    [5, true],
  ].map(([score, isPositive]) => ({ score: Number(score), isPositive: Boolean(isPositive) }))
  const fit = fitIsotonic(rows, 1)!
  expect(fit.probabilities).toEqual([0, 0.5, 2 / 3, 1])
  expect([-1, 0, 1.5, 3.5, 9].map((score) => isotonicAt(fit, score))).toEqual([0, 0, 0.5, 2 / 3, 1])
  expect(fitIsotonic(rows)).toBe(undefined)
  const many = fitIsotonic(scored(chanceFrom(3), 20_000, (score) => (score + 3) / 6))!
  for (const score of [-2, -1, 0, 1, 2])
    expect(Math.abs(isotonicAt(many, score) - (score + 3) / 6)).toBeLessThan(0.06)
})

function predicted(
  random: () => number,
  accounts: number,
  size: number,
  distort: (p: number) => number,
): Predicted[] {
  return Array.from({ length: accounts }, (_, account) => account).flatMap((account) =>
    Array.from({ length: size }, () => {
      const truth = random()
      return { probability: distort(truth), isPositive: random() < truth, cluster: `a${account}` }
    }),
  )
}

test('bins hold about as many rows each, and never part equal probabilities', () => {
  const bins = reliabilityBins(predicted(chanceFrom(5), 200, 3, (p) => p))
  expect(bins.map(({ rows }) => rows)).toEqual(Array.from({ length: 10 }, () => 60))
  const held = bins.filter(({ given, interval }) => interval.low <= given && given <= interval.high)
  expect(held.length).toBeGreaterThanOrEqual(9)
  const same = Array.from({ length: 50 }, (_, i) => ({ probability: 0.5, isPositive: i % 2 === 0 }))
  expect(reliabilityBins(same).length).toBe(1)
  expect(reliabilityBins([])).toEqual([])
})

test('the error of a perfect model is nil on average, where the plain one is not; the bound holds', () => {
  const random = chanceFrom(6)
  const worlds = 150
  let [sum, plain, held] = [0, 0, 0]
  // Given p + 0.1 p (1 - p): true squared error within ten bins is near E[(0.1 p (1 - p))²] = 0.01 / 30.
  const distort = (p: number) => p + 0.1 * p * (1 - p)
  for (let world = 0; world < worlds; world++) {
    const rows = predicted(random, 100, 3, (p) => p)
    const { squared } = squaredCalibrationError(random, rows, { draws: 200 })!
    sum += squared
    plain += reliabilityBins(rows).reduce((all, { given, seen }) => all + (given - seen) ** 2 / 10, 0)
    const bent = squaredCalibrationError(random, predicted(random, 100, 3, distort), { draws: 200 })!
    if (bent.upper >= 0.01 / 30) held++
  }
  expect(Math.abs(sum / worlds)).toBeLessThan(0.0006)
  expect(plain / worlds).toBeGreaterThan(0.004)
  expect(held / worlds).toBeGreaterThan(0.93)
  expect(squaredCalibrationError(random, [])).toBe(undefined)
})

test('a badly calibrated model is told from a good one', () => {
  const random = chanceFrom(7)
  const bad = squaredCalibrationError(
    random,
    predicted(random, 500, 2, (p) => p * p),
  )!
  const good = squaredCalibrationError(
    random,
    predicted(random, 500, 2, (p) => p),
  )!
  expect(bad.squared).toBeGreaterThan(0.02)
  expect(good.upper).toBeLessThan(0.006)
})
