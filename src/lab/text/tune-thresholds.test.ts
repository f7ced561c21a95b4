import { expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { seededRandom } from './seeded-random.ts'
import { tuneThresholds } from './tune-thresholds.ts'

test('the threshold of a rare label comes down, and its F1 goes up', () => {
  const random = seededRandom(3)
  const scores = Float32Array.from({ length: 4000 }, () => random() ** 3)
  const has = Uint8Array.from(scores, (p) => (random() < p ? 1 : 0))
  const table = { labels: ['rare'], multiLabel: true, rows: 4000, has }
  const tuned = tuneThresholds(table, scores)
  expect(tuned.thresholds[0]).toBeLessThan(0.45)
  const half = { multiLabel: true, thresholds: Float32Array.of(0.5), atLeastOne: false }
  expect(evaluate(table, scores, tuned).macroF1).toBeGreaterThan(evaluate(table, scores, half).macroF1)
})

test('a text must have a label only where every row has one', () => {
  const rows = { labels: ['a', 'b'], multiLabel: true, rows: 2, has: Uint8Array.of(1, 0, 0, 1) }
  const scores = Float32Array.of(0.9, 0.1, 0.2, 0.8)
  expect(tuneThresholds(rows, scores).atLeastOne).toBe(true)
  expect(tuneThresholds({ ...rows, has: Uint8Array.of(1, 0, 0, 0) }, scores).atLeastOne).toBe(false)
})

test('the factor of a rare label rises where macro-F1 gains by it', () => {
  const random = seededRandom(5)
  const rows = 2000
  const scores = new Float32Array(rows * 2)
  const has = new Uint8Array(rows * 2)
  for (let row = 0; row < rows; row++) {
    const p = 0.5 * random() ** 2
    scores.set([1 - p, p], row * 2)
    has[row * 2 + (random() < p ? 1 : 0)] = 1
  }
  const table = { labels: ['often', 'rare'], multiLabel: false, rows, has }
  const tuned = tuneThresholds(table, scores)
  expect(tuned.thresholds[1]! / tuned.thresholds[0]!).toBeGreaterThan(1.2)
  const plain = { ...tuned, thresholds: Float32Array.of(1, 1) }
  expect(evaluate(table, scores, tuned).macroF1).toBeGreaterThan(
    evaluate(table, scores, plain).macroF1 + 0.05,
  )
})
