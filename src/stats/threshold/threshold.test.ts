import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceFrom } from '../chance.ts'
import { certifyThreshold, type ScoredLabel } from './certify-threshold.ts'
import { costThresholds } from './cost-thresholds.ts'
import { learnThenTest } from './learn-then-test.ts'
import { controlRisk, missedHarmThreshold } from './risk-control.ts'

test('thresholds from costs are where what is expected to be lost is equal', () => {
  const cost = fc.double({ min: 0.01, max: 100, noNaN: true })
  fc.assert(
    fc.property(cost, cost, cost, fc.double({ min: 0, max: 1, noNaN: true }), (fp, fn, look, p) => {
      const { act, review } = costThresholds({ falsePositive: fp, falseNegative: fn, review: look })
      const losses = { act: (1 - p) * fp, pass: p * fn, review: look }
      const chosen = p >= act ? 'act' : review !== undefined && p >= review ? 'review' : 'pass'
      expect(losses[chosen]).toBeLessThanOrEqual(Math.min(...Object.values(losses)) + 1e-9)
    }),
  )
  expect(costThresholds({ falsePositive: 10, falseNegative: 5, review: 1 })).toEqual({
    act: 0.9,
    review: 0.2,
  })
  expect(costThresholds({ falsePositive: 1, falseNegative: 3, review: 2 })).toEqual({
    act: 0.25,
    review: undefined,
  })
  expect(() => costThresholds({ falsePositive: 1, falseNegative: 0, review: 1 })).toThrow(
    'Cost "falseNegative" is 0; costs are numbers above 0, in one unit',
  )
})

test('a walk ends where a p-value is too large, and other starts go on', () => {
  expect(learnThenTest([0.01, 0.2, 0.01, 0.001], [0], 0.05)).toEqual([0])
  expect(learnThenTest([0.01, 0.2, 0.01, 0.001], [0, 2], 0.05)).toEqual([0, 2, 3])
  expect(learnThenTest([0.03, 0.01], [0, 1], 0.05)).toEqual([1])
  expect(learnThenTest([], [0], 0.05)).toEqual([])
})

/** Scores from 0.5 to 1; a share of positives that falls from 1 as scores fall: `precision` is what is true above a threshold. */
function draw(random: () => number, count: number): ScoredLabel[] {
  return Array.from({ length: count }, () => {
    const score = 0.5 + random() / 2
    return { score, isPositive: random() < 1 - 1.6 * (1 - score) ** 2 }
  })
}

const precisionAt = (threshold: number) => 1 - (1.6 / 3) * (1 - threshold) ** 2
const candidates = Array.from({ length: 50 }, (_, i) => 0.5 + i / 100)

test('certified thresholds reach the bar; the lowest with enough observed precision often does not', () => {
  const random = chanceFrom(3)
  const [bar, worlds] = [0.95, 400]
  let [wrong, certified, naiveWrong] = [0, 0, 0]
  for (let world = 0; world < worlds; world++) {
    const labels = draw(random, 1000)
    const found = certifyThreshold(labels, { bar, candidates })
    if (found) certified++
    if (found && precisionAt(found.threshold) < bar) wrong++
    const naive = candidates.find((t) => {
      const above = labels.filter(({ score }) => score >= t)
      return above.filter(({ isPositive }) => isPositive).length >= bar * above.length
    })
    if (naive !== undefined && precisionAt(naive) < bar) naiveWrong++
  }
  expect(wrong / worlds).toBeLessThanOrEqual(0.05)
  expect(certified / worlds).toBeGreaterThan(0.5)
  expect(naiveWrong / worlds).toBeGreaterThan(0.25)
  expect(certifyThreshold([], { bar, candidates })).toBe(undefined)
  expect(certifyThreshold(draw(random, 9), { bar, candidates: [] })).toBe(undefined)
})

test('missed harm stays within what was asked for, on average', () => {
  const random = chanceFrom(4)
  const [alpha, worlds] = [0.1, 1000]
  let missed = 0
  for (let world = 0; world < worlds; world++) {
    // The share missed at a threshold t is t itself.
    const scores = Array.from({ length: 60 }, random)
    const found = missedHarmThreshold(scores, {
      alpha,
      candidates: Array.from({ length: 101 }, (_, i) => i / 100),
    })
    if (found.ok) missed += found.threshold
  }
  expect(missed / worlds).toBeLessThanOrEqual(alpha)
  expect(missed / worlds).toBeGreaterThan(0.07)
  expect(missedHarmThreshold([0.9], { alpha, candidates: [0.5] })).toEqual({
    ok: false,
    reason: 'too-few-labels',
  })
})

test('precision is refused', () => {
  const labels = draw(chanceFrom(5), 50)
  // One less precision among what is flagged, shared among labels.
  const losses = (threshold: number) => {
    const above = labels.filter(({ score }) => score >= threshold)
    const errors = above.filter(({ isPositive }) => !isPositive).length
    return labels.map(() => (above.length === 0 ? 0 : errors / above.length))
  }
  expect(controlRisk(losses, { alpha: 0.5, candidates })).toEqual({ ok: false, reason: 'not-monotone' })
})
