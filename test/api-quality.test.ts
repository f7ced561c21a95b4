import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import type { DecisionId } from '../src/core/id.ts'
import type { JobId, UserId } from '../src/core/ids.ts'
import type { QualityRow } from '../src/review/quality/ports.ts'
import { ADMIN_KEY, startTestService, TEST_PACK, type TestService, writePack } from './api-service.fixture.ts'
import { insertJudgements } from './judgements.fixture.ts'
import { connectionOf } from './store-tools.fixture.ts'

const PACK = {
  ...TEST_PACK,
  'queues.yaml': `audit: { description: Drawn by chance }
`,
  'review.yaml': `samples:
  - { name: all, share: 50%, queue: audit }
  - { name: masked, share: 50%, queue: audit, verdicts: mask }
`,
}
const FROM = '2026-01-01T00:00:00Z'

let dir: string
let haechi: TestService
const decisions: { id: DecisionId; verdict: string }[] = []

const hex = (number: number) => number.toString(16).padStart(32, '0')
let jobs = 0

function judged(part: Partial<QualityRow>): QualityRow {
  return {
    ...{ job: `job-${hex(++jobs)}` as JobId, kind: 'audit', stage: 'first', decision: undefined },
    ...{ world: 'plaza', language: 'en', policy: 'harassment.insult@1', choice: 'fine', policies: [] },
    ...{ reviewer: `usr-${hex(1)}` as UserId, spentMs: 4000, atMs: Date.now() - 60_000 + jobs },
    ...{ probability: 0.5, sample: 'all', reach: 1, marks: [], truth: undefined },
    ...part,
  }
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-quality-'))
  writePack(join(dir, 'pack'), PACK)
  haechi = await startTestService({ dir })
  for (let i = 0; i < 12; i++) {
    const text = i < 4 ? 'you blockhead' : 'hello'
    const { decision, verdict } = await haechi.client.screen({
      ...{ type: 'chat.message', world: 'plaza', actor: `account:q${i}`, data: { text } },
    })
    decisions.push({ id: decision as DecisionId, verdict })
  }
  const rows: QualityRow[] = decisions.flatMap(({ id }, i) => {
    // Three of the four masked violate, and one of the eight that were allowed.
    const choice = i < 3 || i === 4 ? 'violates' : 'fine'
    const about = { decision: id, reach: i === 4 ? 1000 : 1 }
    const first = judged({ ...about, choice })
    const second = judged({
      ...{ ...about, choice, job: first.job, stage: 'second', reviewer: `usr-${hex(2)}` as UserId },
    })
    // Drawn by both samples, it counts once all the same.
    return i === 0 ? [first, second, judged({ ...about, choice, sample: 'masked' })] : [first, second]
  })
  rows.push(judged({ decision: decisions[11]!.id, choice: 'violates', marks: ['undone'] }))
  for (let i = 0; i < 20; i++)
    for (const reviewer of [1, 2]) {
      const truth =
        i % 2 === 0
          ? ({ choice: 'violates', policies: [] } as const)
          : ({ choice: 'fine', policies: [] } as const)
      const isWrong = reviewer === 2 && i < 16
      rows.push(
        judged({
          ...{
            kind: 'golden',
            truth,
            sample: undefined,
            probability: 1,
            reviewer: `usr-${hex(reviewer)}` as UserId,
          },
          ...{ decision: `d-${hex(900 + i)}` as DecisionId },
          choice: (truth.choice === 'violates') === !isWrong ? 'violates' : 'fine',
        }),
      )
    }
  rows.push(judged({ kind: 'rule', choice: 'violates', marks: ['overturned'], decision: decisions[0]!.id }))
  await insertJudgements(connectionOf(haechi.dataDir), rows)
})

afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

test('prevalence: each drawn decision counts once, by the chance of any sample, and what was undone not at all', async () => {
  expect(decisions.filter(({ verdict }) => verdict === 'mask')).toHaveLength(4)
  const { prevalence, notes } = await haechi.client.quality.prevalence({
    from: FROM,
    policies: ['harassment'],
  })
  const all = prevalence.find(({ verdict }) => verdict === null)!
  expect(all).toMatchObject({ policy: 'harassment', judged: 12, violating: 4 })
  // Eight allowed stand for two each, four masked for 1 / 0.75 each.
  expect(all.of).toBeCloseTo(8 * 2 + 4 / 0.75, 6)
  expect(all.asJudged!.value).toBeCloseTo((2 + 3 / 0.75) / (16 + 4 / 0.75), 6)
  expect(notes).toEqual([])
  const masked = prevalence.find(({ verdict }) => verdict === 'mask')!
  expect(masked.asJudged).toMatchObject({ value: 0.75 })
  // Of reviewer 1 alone, whose judgement came first and counts.
  expect(all.golden).toEqual({ violating: 10, found: 10, fine: 10, passed: 10 })
  expect(all.share!.low).toBeLessThanOrEqual(all.share!.value)
})

test('exposure counts what many saw as often as they saw it', async () => {
  const { prevalence } = await haechi.client.quality.prevalence({
    ...{ from: FROM, policies: ['harassment'], by: 'exposure' },
  })
  expect(prevalence[0]!.asJudged!.value).toBeCloseTo((3 / 0.75 + 2000) / (4 / 0.75 + 2 * 7 + 2000), 6)
})

test('recall: of what violates by estimate, the part that a live rule flagged', async () => {
  const { recall, notes } = await haechi.client.quality.recall({ from: FROM })
  expect(notes).toEqual([])
  expect(
    recall.map(({ policy, rule, judged: of, violating, flagged }) => [policy, rule, of, violating, flagged]),
  ).toEqual([
    [null, null, 12, 4, 3],
    ['harassment', null, 12, 4, 3],
    ['harassment', expect.stringContaining('chat.'), 12, 4, 3],
  ])
  // Three masked stand for 1 / 0.75 each, the one that was missed for two.
  for (const { asJudged, share, why } of recall) {
    expect(asJudged!.value).toBeCloseTo(4 / (4 + 2), 9)
    expect(asJudged!.low).toBeLessThan(0.5)
    expect(asJudged!.high).toBeGreaterThan(0.8)
    expect(share!.value).toBeCloseTo(4 / (4 + 2), 9)
    expect(why).toBeNull()
  }
  const none = await haechi.client.quality.recall({ from: FROM, policies: ['fraud'] })
  expect(none.recall[0]).toMatchObject({ judged: 12, violating: 0, share: null, asJudged: null })
})

test('precision of the rule that masked', async () => {
  const { precision } = await haechi.client.quality.precision({ from: FROM })
  expect(precision.map(({ rule, judged: of, violating }) => [rule, of, violating])).toEqual([
    [null, 4, 3],
    [expect.stringContaining('chat.'), 4, 3],
  ])
})

test('agreement, by jobs that two people judged', async () => {
  const { agreement } = await haechi.client.quality.agreement({ from: FROM })
  expect(agreement[0]).toMatchObject({ family: null, jobs: 12, judgements: 24, agreed: 1, why: null })
  expect(agreement[0]!.alpha!.value).toBe(1)
  expect(agreement[0]!.alpha!.low).toBeLessThan(0.95)
})

test('reviewers: the best first, the poor one called so, overturned judgements told', async () => {
  const { reviewers, bar } = await haechi.client.quality.reviewers({ from: FROM })
  expect(bar).toBe(0.8)
  expect(reviewers.map(({ reviewer, right, isBelow }) => [reviewer, right.hits, right.of, isBelow])).toEqual([
    [`usr-${hex(1)}`, 20, 20, false],
    [`usr-${hex(2)}`, 4, 20, true],
  ])
  expect(reviewers[0]).toMatchObject({ medianMs: 4000, upheld: { overturned: 1 }, unsure: 0, name: null })
  expect(reviewers[0]!.agreement).toMatchObject({ hits: 12, of: 12 })
})

test('whoever is bound to a world sees that one alone; a wrong span and a key without the right are refused', async () => {
  const key = async (body: object) =>
    (await haechi.client.keys.create({ name: 'k', ...body } as never)).secret
  const bound = await key({ scopes: ['review'], worlds: ['school'] })
  const ask = (body: object, by: string) =>
    haechi.request('POST', '/v1/quality/prevalence', { from: FROM, ...body }, { key: by })
  const own = await ask({}, bound)
  expect([own.status, own.json.worlds, own.json.prevalence[0].judged]).toEqual([200, ['school'], 0])
  expect(own.json.prevalence[0].why).toContain('Nothing was drawn')
  expect((await ask({ worlds: ['plaza'] }, bound)).status).toBe(403)
  expect((await ask({}, await key({ scopes: ['screen', 'read', 'label'] }))).status).toBe(403)
  const wrong = await ask({ to: '2025-01-01T00:00:00Z' }, bound)
  expect([wrong.status, wrong.json.field]).toEqual([400, 'from'])
})

test('the CLI shows tables, JSON, and a page that runs nothing and asks for nothing', async () => {
  const page = join(dir, 'quality.html')
  const settings = { url: haechi.url, key: ADMIN_KEY }
  const adapters = { fetch: (input: string | URL | Request, init?: RequestInit) => fetch(input, init) }
  const quality = (...args: string[]) =>
    cli({ cwd: dir, settings, adapters }, 'quality', ...args, '--from', '2026-01-01', '--to', '2100-01-01')
  const report = await quality('report', '--html', page)
  expect(report).toMatchObject({ code: 0, err: '' })
  for (const heading of ['VIOLATES', 'RULE', 'FLAGGED BY', 'ALPHA', 'SKILL', 'below 80 %'])
    expect(report.out).toContain(heading)
  const html = readFileSync(page, 'utf8')
  expect(html).toContain("default-src 'none'")
  expect(html).toContain('<svg')
  expect(html).not.toMatch(/<script|https?:|NaN|undefined|Infinity/)
  const json = JSON.parse((await quality('precision', '--json')).out)
  expect(json.precision[0]).toMatchObject({ judged: 4 })
  const flagged = JSON.parse((await quality('recall', '--policy', 'harassment', '--json')).out)
  expect(flagged.recall[0]).toMatchObject({ policy: 'harassment', violating: 4, flagged: 3 })
  expect(html).toContain('Recall: how much of what violates is flagged')
  expect((await quality('reviewers', '--bar', '7')).code).toBe(2)
})
