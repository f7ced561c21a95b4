import { expect, test } from 'vitest'
import { behaviourOf, createScoreboard, type Judged } from './score.ts'
import type { Behaviour } from './truth.ts'
import { wilson } from './wilson.ts'

const judged = (behaviour: Behaviour, truth: string[], fired: string[], type = 'chat.message'): Judged => ({
  type,
  truth: { behaviour, violating: truth.length > 0, policies: truth },
  verdict: fired.length > 0 ? 'mask' : 'allow',
  policies: fired.map((policy) => `${policy}@1`),
})

test('precision and recall of a hand-made example', () => {
  const board = createScoreboard()
  // Four insults: found, found under another name for the same, found as something else only, missed.
  board.add(judged('insult', ['harassment.insult'], ['harassment.insult']))
  board.add(judged('insult', ['profanity.strong'], ['harassment.insult', 'profanity.strong']))
  board.add(judged('insult', ['harassment.insult'], ['inauthentic.spam']))
  board.add(judged('insult', ['harassment.insult'], []))
  // Innocents: one flagged as an insult, one not.
  board.add(judged('near-miss', [], ['harassment.insult']))
  board.add(judged('ordinary', [], []))
  // A raid with insults: found by the insult, and rightly flagged as one.
  board.add(judged('raid', ['harassment.brigading', 'harassment.insult'], ['harassment.insult']))
  // A report is routed, not judged.
  board.add(judged('ordinary', [], ['other.other', 'violence.threat'], 'user.report'))

  const scores = new Map(board.scores().map((score) => [score.behaviour, score]))
  const insult = scores.get('insult')!
  expect(insult.events).toBe(4)
  expect(insult.recall).toMatchObject({ hits: 2, of: 4, value: 0.5 })
  expect(insult.precision).toMatchObject({ hits: 3, of: 4, value: 0.75 })
  expect(insult.stopped).toMatchObject({ hits: 3, of: 4 })
  expect(scores.get('spam')!.precision).toMatchObject({ hits: 0, of: 1, value: 0 })
  expect(scores.get('raid')!.recall).toMatchObject({ hits: 1, of: 1 })
  expect(scores.get('ordinary')).toMatchObject({ events: 1, recall: { of: 0 } })
  expect(scores.get('near-miss')!.stopped).toMatchObject({ hits: 1, of: 1 })
  expect(scores.get('threat')!.precision.of).toBe(0)
})

test('a policy belongs to a behaviour by its id, else by its category', () => {
  expect(behaviourOf('harassment.brigading@3')).toBe('raid')
  expect(behaviourOf('harassment.bullying')).toBe('insult')
  expect(behaviourOf('self_harm.promotion')).toBe('threat')
  expect(behaviourOf('self_harm.imminent')).toBe('distress')
  expect(behaviourOf('item_integrity.oversize')).toBeUndefined()
})

test('the interval is that of Wilson', () => {
  // 8 of 10 and 0 of 10: worked by hand from the formula, z = 1.96.
  expect(wilson(8, 10).low).toBeCloseTo(0.4902, 3)
  expect(wilson(8, 10).high).toBeCloseTo(0.9433, 3)
  expect(wilson(0, 10)).toMatchObject({ value: 0, low: 0 })
  expect(wilson(0, 10).high).toBeCloseTo(0.2775, 3)
  expect(wilson(0, 0).value).toBeNaN()
})
