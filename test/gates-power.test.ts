import { expect, test } from 'vitest'
import { calibrationPower } from '../bench/gates/calibration-power.ts'
import { disguisePasses, flipsPass, gapsPass } from '../bench/gates/exact-powers.ts'
import { discordanceReaches, labelsToCompare } from '../bench/statistics/discordance.ts'

// A few of each; in full: `npm run prove -- --proof gates`, whose table is docs/gates.md.
const SEED = 11
/** Three standard errors of so many runs above 5 %. */
const most = (runs: number) => 0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs)

test('calibration: scores that mean what they say pass on 500 rows, scores off by the bar hardly ever', () => {
  const passes = (off: number, runs: number) =>
    calibrationPower(SEED, 'any chance alike', off, 500, runs).passes!
  expect(passes(0, 60)).toBeGreaterThanOrEqual(0.85)
  expect(passes(0.1, 60)).toBeLessThanOrEqual(most(60))
  expect(passes(0.14, 60)).toBeLessThanOrEqual(0.02)
})

test('inclusion: one answer in twenty that hangs on the group passes in nine cases of ten, one in ten at the error stated', () => {
  expect(flipsPass(0.05)).toBeGreaterThanOrEqual(0.9)
  expect(flipsPass(0.1)).toBeLessThanOrEqual(0.05)
  expect(flipsPass(0.15)).toBeLessThanOrEqual(0.001)
  expect(gapsPass(SEED, 0.06, 200)).toBeGreaterThanOrEqual(0.9)
  expect(gapsPass(SEED, 0.1, 400)).toBeLessThanOrEqual(most(400))
})

test('robustness: of 300 texts, what hides one in a hundred passes, what hides one in twenty at the error stated', () => {
  expect(disguisePasses(300, 0.01) ** 16).toBeGreaterThanOrEqual(0.9)
  expect(disguisePasses(300, 0.05)).toBeLessThanOrEqual(0.05)
  expect(disguisePasses(60, 0.05)).toBeLessThanOrEqual(0.05)
})

test('the better of two models is told from what they differ in by a hundredth of the labels, on equal terms', () => {
  for (const { own, atRandom } of labelsToCompare()) expect(atRandom / own).toBeGreaterThanOrEqual(100)
  // Where all items differ there is nothing to save: the measure can fail.
  for (const { own, atRandom } of labelsToCompare(1)) expect(atRandom / own).toBeCloseTo(1, 2)
  expect(discordanceReaches(SEED, 200).map(({ isReached }) => isReached)).toEqual([true, true])
})
