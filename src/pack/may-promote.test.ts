import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ConcernKind, hasMoreForce, mayPromote, type PromotionFacts, sayConcern } from './may-promote.ts'
import type { Mode } from './pack.ts'

const GOOD: PromotionFacts = {
  from: { kind: 'shadow' },
  to: { kind: 'live' },
  shadowDays: 7,
  events: 50_000,
  fires: 40,
  unknown: 10,
  anomalies: 0,
  judged: { n: 50, share: 0.95 },
  changesCondition: false,
}
const why = (more: Partial<PromotionFacts>): ConcernKind[] => {
  const may = mayPromote({ ...GOOD, ...more })
  return may.ok ? [] : may.why.map(({ kind }) => kind)
}

test('a rule that served its time in shadow and was right may go on', () => {
  expect(mayPromote(GOOD)).toEqual({ ok: true })
  expect(why({ judged: undefined })).toEqual([])
  expect(why({ judged: { n: 5, share: 0 } })).toEqual([])
})

test('each weakness of the evidence is named, with its figure', () => {
  expect(why({ shadowDays: 0 })).toEqual(['never-in-shadow'])
  expect(why({ from: undefined })).toEqual(['never-in-shadow'])
  expect(why({ shadowDays: 0.2 })).toEqual(['short-shadow'])
  expect(why({ events: 10, unknown: 0 })).toEqual(['few-events'])
  expect(why({ fires: 0 })).toEqual(['never-fired'])
  expect(why({ unknown: 20_000 })).toEqual(['often-unknown'])
  expect(why({ anomalies: 2 })).toEqual(['out-of-line'])
  expect(why({ judged: { n: 20, share: 0.5 } })).toEqual(['seldom-right'])
  expect(why({ changesCondition: true })).toEqual(['condition-changed', 'never-in-shadow'])
  const may = mayPromote({ ...GOOD, unknown: 20_000 })
  expect(may.ok ? [] : may.why.map(sayConcern)).toEqual(['It could not be decided on 40 % of the events.'])
})

test('force is ordered: shadow, canaries by their share, live; nothing has more force than itself', () => {
  const mode: fc.Arbitrary<Mode> = fc.oneof(
    fc.constant<Mode>({ kind: 'shadow' }),
    fc.constant<Mode>({ kind: 'live' }),
    fc.integer({ min: 1, max: 99 }).map((percent): Mode => ({ kind: 'canary', percent })),
  )
  fc.assert(
    fc.property(mode, mode, (a, b) => {
      expect(hasMoreForce(a, a)).toBe(false)
      expect(hasMoreForce(a, b) && hasMoreForce(b, a)).toBe(false)
      if (a.kind === 'shadow' && b.kind !== 'shadow') expect(hasMoreForce(a, b)).toBe(true)
      if (a.kind === 'canary' && b.kind === 'live') expect(hasMoreForce(a, b)).toBe(true)
    }),
  )
  expect(hasMoreForce(undefined, { kind: 'shadow' })).toBe(false)
})
