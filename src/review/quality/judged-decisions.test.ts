import { expect, test } from 'vitest'
import type { DecisionId } from '../../core/id.ts'
import { inclusionProbability } from './inclusion.ts'
import { judgedDecisions } from './judged-decisions.ts'
import type { SampledDecision } from './ports.ts'
import { reviewerOf, rowOf, sampleOf } from './row.fixture.ts'
import { samplesNote } from './samples-note.ts'

const D1 = `d-${'1'.repeat(32)}` as DecisionId
const D2 = `d-${'2'.repeat(32)}` as DecisionId
const masked: SampledDecision = {
  ...{ type: 'chat.message', world: 'plaza', verdict: 'mask' },
  fired: [{ rule: 'chat.insults', policy: 'harassment.insult@1', shadow: false }],
}
const all = sampleOf({ name: 'all', share: 0.1 })
const stopped = sampleOf({ name: 'stopped', share: 0.5, verdicts: ['mask', 'block'] })

test('what another sample might have drawn as well was the more likely to be drawn', () => {
  const drawn = [{ sample: 'all', probability: 0.1 }]
  expect(inclusionProbability(drawn, masked, [all, stopped])).toBeCloseTo(1 - 0.9 * 0.5, 12)
  expect(inclusionProbability(drawn, { ...masked, verdict: 'allow' }, [all, stopped])).toBeCloseTo(0.1, 12)
  // Drawn by both, and by one of them twice over: the same chance.
  const both = [...drawn, { sample: 'stopped', probability: 0.5 }, ...drawn]
  expect(inclusionProbability(both, masked, [all, stopped])).toBeCloseTo(0.55, 12)
})

test('a sample of other types, worlds or policies might not have', () => {
  const drawn = [{ sample: 'all', probability: 0.1 }]
  const chance = (part: object) =>
    inclusionProbability(drawn, masked, [all, sampleOf({ name: 'x', share: 0.5, ...part })])
  for (const part of [{ on: ['name.change'] }, { worlds: ['school'] }, { policies: ['fraud.scam'] }])
    expect(chance(part)).toBeCloseTo(0.1, 12)
  for (const part of [{ on: ['chat.message'] }, { worlds: ['plaza'] }, { policies: ['harassment.insult'] }])
    expect(chance(part)).toBeCloseTo(0.55, 12)
  // A share that was another when it drew: that of then.
  expect(inclusionProbability([{ sample: 'all', probability: 0.02 }], masked, [all])).toBeCloseTo(0.02, 12)
})

test('each decision once, by its first sure judgement; adjudications and other jobs not at all', () => {
  const rows = [
    rowOf(3, { decision: D1, choice: 'violates', reviewer: reviewerOf(3), stage: 'adjudication' }),
    rowOf(2, { decision: D1, choice: 'violates', reviewer: reviewerOf(2), stage: 'second' }),
    rowOf(1, { decision: D1, choice: 'fine' }),
    rowOf(4, { decision: D2, choice: 'unsure' }),
    rowOf(5, { decision: D2, kind: 'rule', choice: 'violates' }),
  ]
  const { judged, unsure } = judgedDecisions(rows, new Map([[D1, masked]]), [all])
  expect(judged).toMatchObject([{ row: { job: rowOf(1).job, choice: 'fine' }, decision: masked }])
  expect(unsure).toBe(1)
})

test('a sample that asks about one policy says nothing of the others', () => {
  const asking = sampleOf({ name: 'insults', share: 0.2, asks: 'harassment.insult' })
  const { judged } = judgedDecisions([rowOf(1, { decision: D1, sample: 'insults' })], new Map(), [asking])
  expect(judged[0]!.asked).toBe('harassment.insult@1')
  expect(judgedDecisions([rowOf(1, { decision: D1 })], new Map(), [all, asking]).judged[0]!.asked).toBe(
    undefined,
  )
})

test('what stands in the way of reading the estimates is said', () => {
  const rows = [rowOf(1, { decision: D1 })]
  expect(samplesNote(rows, [all, stopped], 0)).toEqual([])
  expect(samplesNote(rows, [sampleOf({ name: 'all', share: 0.3 }), stopped], 0)[0]).toContain('all were not')
  expect(samplesNote(rows, [{ ...all, verdicts: ['allow'] }], 0)[0]).toContain('No sample')
  expect(samplesNote(rows, [all], 2)[0]).toContain('2 drawn decisions')
})
