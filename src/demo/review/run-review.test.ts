import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { judge, skillOf } from './judge.ts'
import { languageOf, readTruths } from './known-truth.ts'
import { pickGolden } from './pick-golden.ts'
import type { DeskJob, DeskJudgement, ReviewDesk } from './review-desk.ts'
import { createReviewers, type SimulatedReviewer } from './reviewer.ts'
import { runReview } from './run-review.ts'

const EXACT: SimulatedReviewer = {
  ...{ name: 'Mina', bias: 'balanced', languages: ['ko', 'en'], skills: {}, foreign: 0.7 },
  ...{ usual: { sensitivity: 0.8, specificity: 0.9 }, unsureShare: 0.1, medianMs: 5000, spread: 0.5 },
}

test('a reviewer errs as often as they are made to', () => {
  const random = seededRandom(1)
  const N = 20_000
  const shown = { language: 'en', asked: 'harassment.insult@3', any: false }
  const rates = [['harassment.insult'], ['fraud.scam'], []].map((policies) => {
    const said = Array.from({ length: N }, () => judge(random, EXACT, { ...shown, policies }))
    const sure = said.filter(({ choice }) => choice !== 'unsure')
    return [1 - sure.length / N, sure.filter(({ choice }) => choice === 'violates').length / sure.length]
  })
  // Five standard errors of the largest share; the seed is fixed.
  for (const [i, [unsure, violates]] of rates.entries()) {
    expect(unsure).toBeCloseTo(0.1, 1)
    expect(Math.abs(violates! - [0.8, 0.1, 0.1][i]!)).toBeLessThan(0.018)
  }
})

test('a language that somebody does not read costs them, and the strict find more than the lenient', () => {
  const korean = { ...EXACT, languages: ['ko'] }
  expect(skillOf(korean, 'hate.slur', 'en').sensitivity).toBeCloseTo(0.5 + 0.3 * 0.7)
  expect(skillOf(korean, 'hate.slur', 'ko')).toEqual(korean.usual)
  const many = createReviewers(seededRandom(2), 400)
  const mean = (bias: string, of: 'sensitivity' | 'specificity') => {
    const some = many.filter((one) => one.bias === bias)
    return some.reduce((sum, { usual }) => sum + usual[of], 0) / some.length
  }
  expect(mean('strict', 'sensitivity')).toBeGreaterThan(mean('lenient', 'sensitivity'))
  expect(mean('strict', 'specificity')).toBeLessThan(mean('lenient', 'specificity'))
  for (const { usual } of many)
    for (const rate of Object.values(usual)) expect(rate > 0 && rate < 1).toBe(true)
})

const lines = [
  { id: 'e0', text: '안녕', policies: [] },
  { id: 'e1', text: 'you blockhead', policies: ['harassment.insult'] },
  { id: 'e2', text: 'hello', policies: [] },
].map(({ id, text, policies }, i) => ({
  event: { id, type: 'chat.message', actor: `account:a${i}`, data: { b: 1, text } },
  truth: { behaviour: 'ordinary', violating: policies.length > 0, policies },
  result: { line: i + 1, decision: `d-${i}`, verdict: 'allow' },
}))

async function truthsOf(text: string) {
  const dir = mkdtempSync(join(tmpdir(), 'haechi-truths-'))
  try {
    writeFileSync(join(dir, 'out.jsonl'), text)
    return await readTruths(join(dir, 'out.jsonl'))
  } finally {
    rmSync(dir, { recursive: true })
  }
}

test('truth is found by what was sent, whatever the order of its fields', async () => {
  const truths = await truthsOf(lines.map((line) => `${JSON.stringify(line)}\n`).join('\n'))
  const shown = { type: 'chat.message', actor: 'account:a1', data: { text: 'you blockhead', b: 1 } }
  expect(truths.of(shown)).toEqual({ decision: 'd-1', policies: ['harassment.insult'], language: 'en' })
  expect(truths.of({ ...shown, actor: 'account:a2' })).toBe(undefined)
  expect(truths.ofActor('account:a1')).toEqual(['harassment.insult'])
  expect(languageOf({ text: '안녕' })).toBe('ko')
  expect(languageOf({ coins: 3 })).toBe(undefined)
  await expect(truthsOf('{"event":"e-1","policies":[]}')).rejects.toThrow(/Line 1 .*--out/)
})

test('golden items are asked about under policies that others violate', async () => {
  const truths = await truthsOf(lines.map((line) => JSON.stringify(line)).join('\n'))
  const picks = pickGolden(seededRandom(1), truths, 2)
  expect(picks.map(({ truth, policy }) => [truth, policy])).toEqual([
    ['violates', 'harassment.insult'],
    ['fine', 'harassment.insult'],
  ])
})

test('people judge until there is nothing left; jobs of another world they are unsure of', async () => {
  const truths = await truthsOf(lines.map((line) => JSON.stringify(line)).join('\n'))
  const jobs: DeskJob[] = [...lines, { event: { ...lines[0]!.event, actor: 'account:else' } }].map(
    ({ event }, i) => ({
      ...{ job: `job-${i}`, policy: 'harassment.insult@1', type: event.type, actor: event.actor },
      ...{ data: event.data, entity: null },
    }),
  )
  const said = new Map<string, DeskJudgement>()
  const desk: ReviewDesk = {
    take: async (count) => jobs.splice(0, count),
    async judge({ job }, judgement) {
      if (job === 'job-2') return false
      said.set(job, judgement)
      return true
    },
  }
  const sure = { ...EXACT, usual: { sensitivity: 1, specificity: 1 }, unsureShare: 0 }
  let nowMs = 0
  const sleep = async (ms: number) => {
    nowMs += ms
  }
  const report = await runReview(
    { random: seededRandom(1), truths, now: () => nowMs, sleep },
    [{ reviewer: sure, desk }],
    { count: 100, patienceMs: 5000 },
  )
  expect(nowMs).toBe(5000)
  expect(report).toMatchObject({ judged: 3, lost: 1, unknown: 1 })
  expect(report.people[0]).toMatchObject({ judged: 3, unsure: 1, violating: 1, found: 1, fine: 1, passed: 1 })
  expect(said.get('job-1')).toMatchObject({ choice: 'violates', policies: ['harassment.insult'] })
  expect(said.get('job-3')).toMatchObject({ choice: 'unsure' })
})
