import { expect, test } from 'vitest'
import { chanceFrom } from '../chance.ts'
import { normalDraw } from '../draws.ts'
import { normalCdf } from '../special/normal.ts'
import { areaUnderCurve } from './area-under-curve.ts'
import { averagePrecision } from './average-precision.ts'
import type { Scored } from './scored.ts'

const rows = (scores: readonly [number, boolean][]): Scored[] =>
  scores.map(([score, isPositive]) => ({ score, isPositive }))

test('the area is the share of pairs in order, ties half', () => {
  const seen = areaUnderCurve(
    rows([
      [0.9, true],
      [0.8, false],
      [0.7, true],
      [0.7, false],
      [0.1, false],
    ]),
  )!
  expect(seen.value).toBeCloseTo((3 + 1.5) / 6, 12)
  expect(seen.low).toBeLessThan(seen.value)
  expect(areaUnderCurve(rows([[1, true]]))).toBe(undefined)
})

test('all positives above all negatives do not make it certain', () => {
  const perfect = rows(Array.from({ length: 40 }, (_, i) => [i, i >= 20]))
  const { value, low, high } = areaUnderCurve(perfect)!
  expect([value, high]).toEqual([1, 1])
  expect(low).toBeGreaterThan(0.75)
  expect(low).toBeLessThan(0.97)
})

test('average precision as it is written out, and an interval around it', () => {
  const seen = averagePrecision(
    chanceFrom(1),
    rows([
      [0.9, true],
      [0.8, false],
      [0.7, true],
      [0.6, true],
      [0.1, false],
    ]),
  )!
  expect(seen.value).toBeCloseTo((1 + 2 / 3 + 3 / 4) / 3, 12)
  expect(seen.low).toBeLessThan(seen.value)
  expect(averagePrecision(chanceFrom(1), rows([[1, false]]))).toBe(undefined)
  const tied = rows(Array.from({ length: 40 }, (_, i) => [0.5, i % 4 === 0]))
  expect(averagePrecision(chanceFrom(1), tied)!.value).toBeCloseTo(0.25, 12)
})

test('the true area lies in its interval at the stated rate, accounts of five rows alike', () => {
  const random = chanceFrom(5)
  const truth = normalCdf(1 / Math.SQRT2)
  const WORLDS = 200
  let held = 0
  for (let world = 0; world < WORLDS; world++) {
    const seen: Scored[] = []
    for (let account = 0; account < 60; account++) {
      const shared = normalDraw(random)
      const isPositive = account < 20
      for (let i = 0; i < 5; i++) {
        const score = (shared + normalDraw(random)) * Math.SQRT1_2 + Number(isPositive)
        seen.push({ score, isPositive, cluster: `a${account}` })
      }
    }
    const { low, high } = areaUnderCurve(seen)!
    if (low <= truth && truth <= high) held++
  }
  expect(held / WORLDS).toBeGreaterThan(0.92)
})
