import { expect, test } from 'vitest'
import { atOnce } from '../../core/steps.ts'
import { chanceFrom } from '../../stats/chance.ts'
import { agreementReport } from './agreement-report.ts'
import { strataOf } from './estimate.ts'
import { finds } from './findings.ts'
import { knownAnswers } from './known-answers.ts'
import type { QualityRow } from './ports.ts'
import { recallReport } from './recall-report.ts'
import { reviewerReport } from './reviewer-report.ts'
import { jobOf, reviewerOf, rowOf } from './row.fixture.ts'

test('what violates is found under its policy and its family, and what is asked when nothing is named', () => {
  const row = rowOf(1, { choice: 'violates', policies: ['fraud.scam@2'] })
  expect(
    ['fraud.scam', 'fraud', undefined, 'fraud.scams', 'harassment'].map((one) => finds(row, one)),
  ).toEqual([...[true, true, true, false, false]])
  expect(finds(rowOf(1, { choice: 'violates' }), 'harassment')).toBe(true)
  expect(finds(rowOf(1), undefined)).toBe(false)
})

const golden = (number: number, truth: 'violates' | 'fine', part: object = {}) =>
  rowOf(number, { kind: 'golden', choice: truth, truth: { choice: truth, policies: [] }, ...part })

test('golden answers are those of the same family, by those who judged, and sure', () => {
  const rows = [
    ...[golden(1, 'violates'), golden(2, 'violates', { choice: 'fine' }), golden(3, 'fine')],
    golden(4, 'fine', { choice: 'unsure' }),
    golden(5, 'fine', { reviewer: reviewerOf(2) }),
    golden(6, 'fine', { policy: 'fraud.scam@1' }),
  ]
  const own = new Set([reviewerOf(1)])
  expect(knownAnswers(rows, 'harassment.insult', own)).toEqual({ violating: 2, found: 1, fine: 1, passed: 1 })
  expect(knownAnswers(rows, undefined, own)).toEqual({ violating: 2, found: 1, fine: 2, passed: 2 })
  expect(knownAnswers(rows, 'fraud', own)).toBe(undefined)
})

test('seen by many counts by about how many', () => {
  const strata = strataOf([
    { probability: 0.1, violates: true, each: 100 },
    { probability: 0.1, violates: false, each: 70 },
    { probability: 0.1, violates: false, each: 1 },
  ])
  expect(strata).toEqual([
    { probability: 0.1, judged: 2, violating: 1, each: 85 },
    { probability: 0.1, judged: 1, violating: 0, each: 1 },
  ])
})

const pair = (number: number, said: readonly ('violates' | 'fine' | 'unsure')[], part: object = {}) =>
  said.map((choice, i) =>
    rowOf(number * 10 + i, {
      ...{ job: jobOf(number), choice, reviewer: reviewerOf(i + 1), stage: i === 0 ? 'first' : 'second' },
      ...part,
    }),
  )

test('agreement by family and language; the unsure, the adjudicator and golden jobs stay out', () => {
  const rows = [
    ...pair(1, ['violates', 'violates']),
    ...pair(2, ['fine', 'fine'], { language: 'ko' }),
    ...pair(3, ['fine', 'violates'], { language: 'ko' }),
    ...pair(4, ['fine', 'unsure']),
    ...pair(5, ['fine', 'violates'], { stage: 'adjudication' }),
    ...pair(6, ['fine', 'violates'], { kind: 'golden' }),
    ...pair(7, ['fine', 'fine'], { policy: 'fraud.scam@1' }),
  ]
  const lines = atOnce(agreementReport(chanceFrom(1), rows))
  expect(lines.map(({ family, language, jobs }) => [family, language, jobs])).toEqual([
    [null, null, 4],
    ['fraud', null, 1],
    ['harassment', null, 3],
    ['harassment', 'en', 1],
    ['harassment', 'ko', 2],
  ])
  const fraud = lines[1]!
  expect(fraud).toMatchObject({ alpha: null, agreed: 1, ac1: 1 })
  expect(fraud.why).toContain('Every judgement is the same')
  for (const { alpha } of lines)
    if (alpha !== null) expect(alpha.low <= alpha.value && alpha.value <= alpha.high).toBe(true)
  expect(atOnce(agreementReport(chanceFrom(1), []))).toMatchObject([{ jobs: 0, alpha: null, agreed: null }])
})

test('a reviewer by golden jobs as they were marked, by others and by appeals', () => {
  const rows = [
    golden(1, 'violates', { marks: ['golden-wrong'] }),
    golden(2, 'fine', { marks: ['golden-right'] }),
    golden(3, 'violates', { policies: ['fraud.scam@1'] }),
    ...pair(4, ['violates', 'fine']),
    ...pair(5, ['violates', 'violates'], { marks: ['overturned'] }),
    rowOf(60, { choice: 'unsure', spentMs: 60_000 }),
  ]
  const lines = atOnce(reviewerReport(rows, 0.8))
  expect(lines).toHaveLength(2)
  const first = lines.find(({ reviewer }) => reviewer === reviewerOf(1))!
  expect(first).toMatchObject({ judged: 6, unsure: 1, medianMs: 4000 })
  // The third named another family than the one that is violated.
  expect(first.right).toMatchObject({ hits: 1, of: 3 })
  expect(first.sensitivity).toMatchObject({ hits: 0, of: 2 })
  expect(first.specificity).toMatchObject({ hits: 1, of: 1 })
  expect(first.agreement).toMatchObject({ hits: 1, of: 2 })
  expect(first.upheld).toEqual({ violating: 2, overturned: 1 })
  const second = lines.find(({ reviewer }) => reviewer === reviewerOf(2))!
  expect(second.right).toEqual({ hits: 0, of: 0, value: null, low: 0, high: 1 })
  expect(atOnce(reviewerReport([], 0.8))).toEqual([])
})

test('recall: rules of the family flag, in shadow too; what stands in the way of knowing it is said', () => {
  const fired = (rule: string, policy = 'harassment.insult@1', shadow = false) => ({ rule, policy, shadow })
  const decided = (number: number, choice: 'violates' | 'fine', ...rules: ReturnType<typeof fired>[]) => ({
    row: rowOf(number, { choice }),
    decision: { type: 'chat.message', world: 'plaza', verdict: 'allow' as const, fired: rules },
    asked: undefined,
    probability: 0.1,
  })
  const judged = [
    decided(1, 'violates', fired('a')),
    decided(2, 'violates', fired('a'), fired('b', 'harassment.threat@1', true)),
    decided(3, 'violates', fired('b', 'harassment.threat@1', true)),
    // A rule of another family flags nothing of this one.
    decided(4, 'violates', fired('c', 'fraud.scam@1')),
    ...Array.from({ length: 20 }, (_, i) => decided(10 + i, 'fine')),
  ]
  const of = (drawn: typeof judged, policies?: string[], known: QualityRow[] = []) =>
    atOnce(recallReport(chanceFrom(1), { judged: drawn, unsure: 0 }, known, policies))
  const lines = of(judged, ['harassment'])
  expect(
    lines.map(({ rule, shadow, violating, flagged, asJudged }) => [
      rule,
      shadow,
      violating,
      flagged,
      asJudged!.value,
    ]),
  ).toEqual([
    [null, false, 4, 2, 0.5],
    ['a', false, 4, 2, 0.5],
    ['b', true, 4, 2, 0.5],
  ])
  expect(lines[0]).toMatchObject({ share: null, why: expect.stringContaining('no golden jobs') })
  const [any] = of(judged)
  expect(any).toMatchObject({ policy: null, rule: null, flagged: 3 })
  const why = (drawn: typeof judged) => of(drawn, ['harassment'])[0]!.why
  expect(why([])).toContain('Nothing was drawn and judged')
  expect(why(judged.slice(0, 2))).toContain('a sample of review.yaml that draws from all decisions')
  expect(why(judged.slice(4))).toContain('Nothing was drawn of what these rules flag')
  expect(why([decided(1, 'fine', fired('a')), decided(2, 'fine')])).toContain('nothing to be a share of')
  const known = Array.from({ length: 40 }, (_, i) => golden(100 + i, i % 2 === 0 ? 'violates' : 'fine'))
  expect(of(judged, ['harassment'], known)[0]).toMatchObject({ share: { value: 0.5 }, why: null })
})
