import { expect, test } from 'vitest'
import { chanceFrom } from '../../stats/chance.ts'
import type { ScoredRows } from '../evaluate/scored-rows.ts'
import { Task } from '../task.ts'
import { certifyThreshold } from './certify-threshold.ts'
import { chooseThresholds } from './choose-thresholds.ts'
import { reachingGroups } from './reaching-groups.ts'
import { recallThreshold } from './recall-threshold.ts'

/** Rows whose precision above a score is known: a row of score s violates with chance `truth(s)`. */
function draw(
  random: () => number,
  count: number,
  truth: (score: number) => number,
  perGroup = 1,
): ScoredRows {
  const scores = Float32Array.from({ length: count }, random)
  return {
    rows: Int32Array.from(scores, (_, i) => i),
    scores,
    violates: Uint8Array.from(scores, (score) => Number(random() < truth(score))),
    groups: Int32Array.from(scores, (_, i) => Math.floor(i / perGroup)),
  }
}

const asked = { for: 'act', bar: 0.9, alpha: 0.05, least: 0.8 } as const

test('a threshold below the bar is certified no more often than alpha', () => {
  const random = chanceFrom(11)
  // On the bar's edge: 0.895 whatever the score, so that any certificate is wrong.
  let wrong = 0
  const worlds = 400
  for (let world = 0; world < worlds; world++) {
    const [tune, certify] = [draw(random, 600, () => 0.895), draw(random, 1000, () => 0.895)]
    if (certifyThreshold(tune, certify, asked).threshold !== undefined) wrong++
  }
  expect(wrong / worlds).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / worlds))
  expect(wrong).toBeGreaterThan(0)
})

test('a good model is certified, as low as acting pays', () => {
  const random = chanceFrom(12)
  let certified = 0
  for (let world = 0; world < 50; world++) {
    const [tune, certify] = [draw(random, 600, () => 0.97), draw(random, 1500, () => 0.97)]
    const found = certifyThreshold(tune, certify, asked)
    if (found.threshold !== undefined) certified++
    expect(found.labelsNeeded === undefined).toBe(found.threshold !== undefined)
  }
  expect(certified).toBeGreaterThanOrEqual(45)
})

test('only the top of the scores is certified where only that is good', () => {
  const random = chanceFrom(13)
  const truth = (score: number) => (score > 0.95 ? 0.995 : 0.6)
  const found = certifyThreshold(draw(random, 4000, truth), draw(random, 8000, truth), asked)
  expect(found.threshold).toBeGreaterThan(0.9)
  expect(found.tunePrecision).toBeGreaterThan(0.9)
})

test('rows of one account are one witness', () => {
  const random = chanceFrom(14)
  // All rows of an account are alike: a hundred rows of ten accounts say ten things.
  const alike = (rows: ScoredRows): ScoredRows => ({
    ...rows,
    scores: rows.scores.map(() => 0.99),
    violates: rows.violates.map((_, i) => Number(Math.floor(i / 100) !== 0)),
  })
  const certify = alike(draw(random, 1000, () => 1, 100))
  expect(reachingGroups(certify, 0.9)).toEqual({ groups: 10, wrong: 1 })
  const { threshold, of } = certifyThreshold(alike(draw(random, 1000, () => 1, 100)), certify, asked)
  expect([threshold, of]).toEqual([undefined, 10])
})

test('what is needed is said in labels, and nothing where no number would do', () => {
  const random = chanceFrom(15)
  const few = certifyThreshold(
    draw(random, 400, () => 0.97),
    draw(random, 20, () => 0.97),
    asked,
  )
  expect(few.threshold).toBe(undefined)
  expect(few.labelsNeeded).toBeGreaterThan(20)
  const bad = certifyThreshold(
    draw(random, 400, () => 0.5),
    draw(random, 400, () => 0.5),
    asked,
  )
  expect(bad).toMatchObject({ threshold: undefined, labelsNeeded: undefined })
  const none = certifyThreshold(
    draw(random, 0, () => 1),
    draw(random, 0, () => 1),
    asked,
  )
  expect(none).toMatchObject({ threshold: undefined, reaching: 0 })
})

test('review begins lower where recall asks for it, and never acts above what it does not rank', () => {
  const random = chanceFrom(16)
  const truth = (score: number) => score
  const [tune, certify] = [draw(random, 3000, truth), draw(random, 3000, truth)]
  const usual = chooseThresholds(tune, certify, Task.parse({ name: 'a' }), { act: 0.05, actForGood: 0.05 })
  const strict = Task.parse({ name: 'a', bars: { recall: 0.99 } })
  const asks = chooseThresholds(tune, certify, strict, { act: 0.05, actForGood: 0.05 })
  expect(usual.thresholds.review).toBe(0.25)
  expect(asks.thresholds.review).toBeLessThan(0.2)
  expect(
    recallThreshold(
      draw(random, 3, () => 1),
      0.1,
    ),
  ).toBe(undefined)
})
