import { expect, test } from 'vitest'
import { atOnce } from '../../core/steps.ts'
import { chanceFrom } from '../chance.ts'
import type { KnownAnswers } from '../judge-rates.ts'
import type { Stratum } from '../prevalence.ts'
import { recallByInclusion } from './recall-by-inclusion.ts'

const drawn = (judged: number, violating: number, probability: number): Stratum => ({
  ...{ judged, violating, probability, each: 1 },
})
const recallOf = (flagged: readonly Stratum[], passed: readonly Stratum[], known?: KnownAnswers) =>
  atOnce(recallByInclusion(chanceFrom(1), flagged, passed, known))

test('each counts by one over the chance with which it was drawn', () => {
  // 90 of 100 flagged stand for 180; 3 of 1,000 passed for 300.
  const { asJudged, share } = recallOf([drawn(100, 90, 0.5)], [drawn(1000, 3, 0.01)])
  expect(asJudged!.value).toBeCloseTo(180 / 480, 12)
  // Three seen of what was missed: between 0.6 and 8.8 by Garwood's interval.
  expect(asJudged!.low).toBeLessThan(180 / (180 + 800))
  expect(asJudged!.high).toBeGreaterThan(180 / (180 + 80))
  expect(share).toBeUndefined()
})

test('nothing seen of what was missed leaves open how much was', () => {
  const { asJudged } = recallOf([drawn(50, 50, 1)], [drawn(300, 0, 0.01)])
  expect(asJudged!.value).toBe(1)
  // The rule of three: up to some 300 missed, beside 50 found.
  expect(asJudged!.low).toBeLessThan(50 / (50 + 290))
})

test('what judges find in error among the many that passed is taken off', () => {
  const known: KnownAnswers = { violating: 100, found: 90, fine: 1000, passed: 998 }
  const { asJudged, share } = recallOf([drawn(100, 90, 0.1)], [drawn(1000, 5, 0.1)], known)
  expect(asJudged!.value).toBeCloseTo(90 / 95, 12)
  expect(share!.value).toBeCloseTo((90 - 0.2) / (90 - 0.2 + (5 - 2)), 12)
  expect(share!.high).toBeGreaterThan(asJudged!.high)
})

test('not to be known: nothing drawn of one side, no harm, judges no better than chance', () => {
  const some = drawn(10, 2, 0.5)
  expect(recallOf([], [some]).asJudged).toBeUndefined()
  expect(recallOf([some], []).asJudged).toBeUndefined()
  expect(recallOf([drawn(9, 0, 1)], [drawn(9, 0, 1)]).asJudged).toBeUndefined()
  const blind = { violating: 9, found: 3, fine: 9, passed: 6 }
  const { asJudged, share } = recallOf([some], [some], blind)
  expect(asJudged!.value).toBe(0.5)
  expect(share).toBeUndefined()
})

test('holds the truth in 95 % of worlds drawn by two chances, whose judges err', () => {
  const random = chanceFrom(7)
  const hits = (of: number, rate: number) => {
    let count = 0
    for (let i = 0; i < of; i++) if (random() < rate) count++
    return count
  }
  // 20,000 decisions; 60 of 100 flagged violate, and 40 of the others: recall is 0.6.
  const worlds = 300
  let held = 0
  for (let i = 0; i < worlds; i++) {
    const seen = (violating: number, fine: number, chance: number) => {
      const [bad, good] = [hits(violating, chance), hits(fine, chance)]
      return drawn(bad + good, hits(bad, 0.9) + hits(good, 0.002), chance)
    }
    const known = { violating: 200, found: hits(200, 0.9), fine: 1000, passed: hits(1000, 0.998) }
    const { share } = atOnce(
      recallByInclusion(random, [seen(60, 40, 0.5)], [seen(40, 19_860, 0.1)], known, { draws: 200 }),
    )
    if (share !== undefined && share.low <= 0.6 && 0.6 <= share.high) held++
  }
  // Three standard errors below.
  expect(held / worlds).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / worlds))
})
