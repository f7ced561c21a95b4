import { describe, expect, test } from 'vitest'
import type { DecisionId } from '../../core/id.ts'
import { seededRandom } from '../text/seeded-random.ts'
import { labelAgreement } from './label-agreement.ts'
import type { RepeatedJudgement } from './ports.ts'
import { placed, rowOf } from './rows.fixture.ts'
import { suspectsOfJudges } from './suspects-of-judges.ts'
import { suspectsOfModel } from './suspects-of-model.ts'
import { someText } from './texts.fixture.ts'
import { whatItSays } from './what-it-says.ts'

const decision = (i: number) => `d-${i.toString(16).padStart(32, '0')}` as DecisionId
const ALL = { policies: [] }

/** Events, each judged by some of the people, who say what is true but as often as they err. */
function judged(events: number, errs: readonly number[], perAccount = 1): RepeatedJudgement[] {
  const random = seededRandom(5)
  return Array.from({ length: events }, (_, i) => {
    const truth = i % 4 === 0
    return errs.map((rate, judge): RepeatedJudgement => {
      const says = random() < rate ? !truth : truth
      return {
        ...{
          decision: decision(i),
          account: `account:a${Math.floor(i / perAccount)}`,
          reviewer: `usr-${judge}`,
        },
        ...{ choice: says ? 'violates' : 'fine', policy: 'harassment.insult@1', policies: [] },
      }
    })
  }).flat()
}

describe('agreement', () => {
  const of = (judgements: readonly RepeatedJudgement[]) => labelAgreement(seededRandom(1), ALL, judgements)

  test('is high where people err seldom, near nothing where they guess, and its bound is below it', () => {
    const good = of(judged(400, [0.03, 0.03]))!
    const guessed = of(judged(400, [0.5, 0.5]))!
    expect(good.alpha).toBeGreaterThan(0.8)
    expect(good.low).toBeGreaterThan(0.7)
    expect(good.low).toBeLessThan(good.alpha)
    expect(Math.abs(guessed.alpha)).toBeLessThan(0.15)
    expect(good).toMatchObject({ pairs: 400, judges: 2 })
  })

  test('of few accounts, whose events are alike, is less sure than of many', () => {
    const odd = (account: string | undefined) => Number(account!.slice('account:a'.length)) % 5 === 0
    const few = judged(400, [0.02, 0.02], 40).map((one): RepeatedJudgement => {
      const flips = one.reviewer === 'usr-1' && odd(one.account)
      return flips ? { ...one, choice: one.choice === 'fine' ? 'violates' : 'fine' } : one
    })
    const many = few.map((one) => ({ ...one, account: one.decision }))
    expect(of(few)!.alpha).toBe(of(many)!.alpha)
    expect(of(few)!.low).toBeLessThan(of(many)!.low - 0.1)
  })

  test('full agreement of few is not beyond all doubt, and too few say nothing', () => {
    const { alpha, low } = of(judged(20, [0, 0]))!
    expect(alpha).toBe(1)
    expect(low).toBeLessThan(0.95)
    expect(of(judged(9, [0, 0]))).toBeUndefined()
    expect(of(judged(100, [0]))).toBeUndefined()
    expect(of(judged(40, [0, 0]).filter(({ choice }) => choice === 'fine'))).toBeUndefined()
  })
})

test('who errs often is outvoted, and the row that follows them is suspected', () => {
  const judgements = judged(300, [0.02, 0.02, 0.6])
  const follows = judgements.filter(({ reviewer }) => reviewer === 'usr-2')
  const rows = follows.map(({ decision: of, choice }, i) =>
    rowOf({ text: someText(i), violates: choice === 'violates', decision: of }),
  )
  const suspects = suspectsOfJudges(ALL, judgements, rows)
  const wrong = new Set(rows.filter(({ violates }, i) => violates !== (i % 4 === 0)).map(({ hash }) => hash))
  const right = suspects.filter(({ row }) => wrong.has(row)).length
  expect(right).toBeGreaterThan(0.95 * wrong.size)
  expect(suspects.length).toBeLessThan(1.05 * wrong.size)
  expect(suspects[0]!.why).toBe('judges')
})

test('labels that a model is sure are wrong come first, copies labelled both ways behind them', () => {
  const rows = placed(
    Array.from({ length: 200 }, (_, i) =>
      rowOf({ text: someText(i), violates: (i % 4 === 0) !== (i === 8 || i === 13), source: `f:${i}` }),
    ),
  ).map((row, i) => ({
    ...row,
    cluster: i === 51 ? 50 : row.cluster,
    violates: i === 51 ? true : row.violates,
  }))
  const seen = rows.flatMap((row, i) => (row.split === 'certify' || i === 51 ? [] : [i]))
  const scores = seen.map((i) => (i % 4 === 0 ? 0.9 + (i % 8) / 100 : i === 13 ? 0.01 : 0.1))
  const suspects = suspectsOfModel(rows, { rows: seen, scores })
  const flipped = seen.filter((i) => i === 8 || i === 13)
  expect(flipped.length).toBeGreaterThan(0)
  expect(suspects.map(({ why }) => why)).toEqual([
    ...flipped.map(() => 'model'),
    ...['contradiction', 'contradiction'],
  ])
  expect(new Set(suspects.slice(0, flipped.length).map(({ row }) => row))).toEqual(
    new Set(flipped.map((i) => rows[i]!.hash)),
  )
})

describe('what a judgement says of a task', () => {
  const says = (policies: string[], choice: 'violates' | 'fine', policy: string, found: string[] = []) =>
    whatItSays({ policies }, { choice, policy, policies: found })

  test.each<[string, ReturnType<typeof says>, boolean | undefined]>([
    ['of a task about all, a breach of any', says([], 'violates', '', ['fraud.scam@1']), true],
    ['a breach of the family', says(['harassment'], 'violates', '', ['harassment.insult@2']), true],
    ['of a policy that only begins alike', says(['harass'], 'violates', '', ['harassment.insult@2']), false],
    [
      'a breach of another, when all was asked',
      says(['harassment'], 'violates', '', ['fraud.scam@1']),
      false,
    ],
    ['a breach of another, when that was asked', says(['harassment'], 'violates', 'fraud.scam@1'), undefined],
    [
      'a breach found beside',
      says(['harassment'], 'violates', 'fraud.scam@1', ['harassment.insult@1']),
      true,
    ],
    ['nothing, when another was asked', says(['harassment'], 'fine', 'fraud.scam@1'), undefined],
    ['nothing, when it was asked', says(['harassment'], 'fine', 'harassment.insult@1'), false],
    ['some breach that nobody names', says(['harassment'], 'violates', ''), true],
  ])('%s', (_, said, violates) => expect(said?.violates).toBe(violates))
})
