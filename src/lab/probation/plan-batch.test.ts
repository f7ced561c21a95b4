import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionIds } from '../../core/id.ts'
import type { ModelId } from '../train/candidate.ts'
import { isLabSample } from './design.ts'
import { isDrawnFor, planBatch, type SeenEvent, type WatchedModel } from './plan-batch.ts'
import { probabilityOf } from './plan-probabilities.ts'
import { zoneOf } from './zone.ts'

const ids = decisionIds()
const NEW = 'mdl-new' as ModelId
const OLD = 'mdl-old' as ModelId
const thresholds = { review: 0.3, act: 0.8, actForGood: undefined }
const ALL = { act: 1, review: 1, low: 1, 'new-only': 1, 'old-only': 1 }

const event = (scores: [ModelId, number][], account = 'account:a', atMs = 1000): SeenEvent => ({
  ...{ decision: ids(atMs), type: 'chat.message', account, atMs, scores: new Map(scores) },
})
const shadow: WatchedModel = {
  ...{ model: NEW, task: 't', design: 'probation', thresholds, incumbent: undefined, probabilities: ALL },
}
const canary: WatchedModel = { ...shadow, design: 'canary', incumbent: { model: OLD, thresholds } }
const strata = (watched: WatchedModel, ...events: SeenEvent[]) =>
  planBatch([watched], events).samples.map(({ stratum }) => stratum)

test('zones go by the thresholds; a model without one to act is proved by what it ranks', () => {
  expect([0.9, 0.8, 0.5, 0.1].map((score) => zoneOf(score, thresholds))).toEqual([
    'act',
    'act',
    'review',
    'low',
  ])
  expect([0.9, 0.5, 0.1].map((score) => zoneOf(score, { ...thresholds, act: undefined }))).toEqual([
    'act',
    'act',
    'low',
  ])
  expect(zoneOf(1, { review: undefined, act: undefined, actForGood: undefined })).toBe('low')
})

test('of an account and a day one decision of each stratum is drawn, and all are counted', () => {
  const burst = Array.from({ length: 20 }, () => event([[NEW, 0.9]]))
  const next = event([[NEW, 0.9]], 'account:a', 86_400_000)
  const plan = planBatch([shadow], [...burst, event([[NEW, 0.9]], 'account:b'), next])
  expect(plan.samples.map(({ account, day }) => `${account} ${day}`)).toEqual([
    'account:a 0',
    'account:b 0',
    'account:a 1',
  ])
  expect(plan.counts.map(({ day, cell, count }) => [day, cell, count])).toEqual([
    [0, 'act', 21],
    [1, 'act', 1],
  ])
  expect(plan.wouldBe).toHaveLength(22)
})

test('a canary draws where it differs from the live model', () => {
  const both = (a: number, b: number, account: string) =>
    event(
      [
        [NEW, a],
        [OLD, b],
      ],
      account,
    )
  expect(
    strata(
      canary,
      both(0.9, 0.9, 'account:1'),
      both(0.9, 0.2, 'account:2'),
      both(0.2, 0.9, 'account:3'),
      both(0.2, 0.2, 'account:4'),
    ),
  ).toEqual(['act', 'new-only', 'old-only', 'low'])
  // Where nothing served before, nothing would have been done.
  expect(strata({ ...canary, incumbent: undefined }, event([[NEW, 0.9]]))).toEqual(['new-only'])
})

test('what is no score is counted as that, and never drawn', () => {
  const plan = planBatch([shadow], [event([]), event([[NEW, Number.NaN]])])
  expect(plan.counts.map(({ cell }) => cell)).toEqual(['failed', 'not-a-number'])
  expect([...plan.samples, ...plan.wouldBe]).toEqual([])
})

test('the draw is the same each time, apart for each model, and of the share that is said', () => {
  const many = Array.from({ length: 20_000 }, () => ids(1000))
  for (const share of [0.5, 0.1, 0.01]) {
    const drawn = many.filter((one) => isDrawnFor(one, NEW, share))
    expect(drawn).toEqual(many.filter((one) => isDrawnFor(one, NEW, share)))
    const sd = Math.sqrt(share * (1 - share) * many.length)
    expect(Math.abs(drawn.length - share * many.length)).toBeLessThan(5 * sd)
    const both = drawn.filter((one) => isDrawnFor(one, OLD, share)).length
    expect(Math.abs(both - share * share * many.length)).toBeLessThan(
      5 * Math.sqrt(share * share * many.length) + 5,
    )
  }
})

test('probabilities are from a short row, never above what is left, and nothing is drawn when it is used up', () => {
  fc.assert(
    fc.property(
      fc.record({
        drawn: fc.nat(1000),
        seen: fc.nat(1_000_000),
        hours: fc.double({ min: 0, max: 48, noNaN: true }),
        hoursLeft: fc.double({ min: 0, max: 24, noNaN: true }),
      }),
      fc.double({ min: 1, max: 1000, noNaN: true }),
      (pace, labels) => {
        const probability = probabilityOf('act', labels, pace)
        expect(probability).toBeGreaterThanOrEqual(0)
        expect(probability).toBeLessThanOrEqual(1)
        if (pace.drawn >= labels) expect(probability).toBe(0)
        else expect(probability).toBeGreaterThan(0)
        if (probability > 0) expect('125').toContain(probability.toExponential()[0]!)
      },
    ),
  )
  expect(probabilityOf('act', 200, { drawn: 0, seen: 24_000, hours: 24, hoursLeft: 24 })).toBe(0.005)
})

test('samples of the lab are told from those of a pack by their names', () => {
  expect(isLabSample('probation:mdl-1')).toBe(true)
  expect([isLabSample('allowed-chat'), isLabSample(undefined)]).toEqual([false, false])
})
