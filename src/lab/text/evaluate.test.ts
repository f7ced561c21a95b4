import { expect, test } from 'vitest'
import { calibrationError } from './calibration-error.ts'
import { evaluate } from './evaluate.ts'
import { labelRanking } from './label-ranking.ts'

const ONE = {
  labels: ['a', 'b', 'c'],
  multiLabel: false,
  rows: 4,
  has: Uint8Array.of(1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1),
}
const EQUAL = { multiLabel: false, thresholds: Float32Array.of(1, 1, 1), atLeastOne: true }

test('precision, recall, F1 and the confusion come from what was given', () => {
  // Given: a, b, b, c.
  const scores = Float32Array.of(0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0, 0.9, 0.1, 0.1, 0.1, 0.8)
  const result = evaluate(ONE, scores, EQUAL)
  expect(result.labels.map(({ f1 }) => f1)).toEqual([2 / 3, 2 / 3, 1])
  expect(result.labels[0]).toMatchObject({
    rows: 2,
    given: 1,
    precision: { value: 1 },
    recall: { value: 0.5 },
  })
  expect(result.macroF1).toBeCloseTo(7 / 9)
  expect(result.microF1).toBeCloseTo(0.75)
  expect(result.accuracy).toMatchObject({ value: 0.75 })
  expect(result.confusion).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [0, 0, 1],
  ])
  expect(result.lrap).toBeNull()
})

test('a factor lets a rare label win', () => {
  const scores = Float32Array.of(0.5, 0.3, 0.2, 0.5, 0.3, 0.2, 0.5, 0.3, 0.2, 0.5, 0.3, 0.2)
  const result = evaluate(ONE, scores, { ...EQUAL, thresholds: Float32Array.of(1, 1, 3) })
  expect(result.labels.map(({ given }) => given)).toEqual([0, 0, 4])
})

test('with several labels, those past their threshold are given, else the nearest where one must be', () => {
  const table = { labels: ['a', 'b'], multiLabel: true, rows: 2, has: Uint8Array.of(1, 1, 0, 1) }
  const scores = Float32Array.of(0.6, 0.4, 0.2, 0.25)
  const choice = { multiLabel: true, thresholds: Float32Array.of(0.5, 0.3), atLeastOne: true }
  expect(evaluate(table, scores, choice).accuracy).toMatchObject({ value: 1 })
  expect(evaluate(table, scores, { ...choice, atLeastOne: false }).accuracy).toMatchObject({ value: 0.5 })
})

test('label ranking is as scikit-learn has it in its documentation', () => {
  const table = { labels: ['a', 'b', 'c'], rows: 2, has: Uint8Array.of(1, 0, 0, 0, 0, 1) }
  expect(labelRanking(table, Float32Array.of(0.75, 0.5, 1, 1, 0.2, 0.1))).toBeCloseTo(0.41666)
})

test('calibration error is the distance between what was said and what was there', () => {
  expect(calibrationError(Uint8Array.of(1, 0, 1, 1), Float32Array.of(0.75, 0.75, 0.75, 0.75))).toBeCloseTo(0)
  expect(calibrationError(Uint8Array.of(0, 0, 1, 1), Float32Array.of(0.95, 0.95, 0.05, 0.05))).toBeCloseTo(
    0.95,
  )
})
