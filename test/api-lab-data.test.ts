import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportRow } from '../src/api/contract/lab-data.ts'
import type { EntityRef } from '../src/core/entity.ts'
import type { DecisionId } from '../src/core/id.ts'
import { type JobId, type UserId, uuidOf } from '../src/core/ids.ts'
import { someText } from '../src/lab/dataset/texts.fixture.ts'
import type { QualityRow } from '../src/review/quality/ports.ts'
import {
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { insertJudgements } from './judgements.fixture.ts'
import { newPerson, tokenOf } from './people.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

const dir = testFolder()
let haechi: TestService

beforeAll(async () => {
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'queues.yaml': 'default: { description: All, default: true }\nlab: { description: Suspects }\n',
    'policies/fraud.yaml': TEST_PACK['policies/harassment.yaml']!.replace('harassment.insult', 'fraud.scam'),
  })
  haechi = await startTestService({ dir })
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const rowAt = (i: number, more: Partial<ImportRow> = {}): ImportRow => ({
  ...{ text: someText(i), labels: [i % 4 === 0 ? 'insult' : 'clean'], source: `labelled.csv:${i + 2}` },
  ...more,
})
const rowsOf = (count: number) => Array.from({ length: count }, (_, i) => rowAt(i))
const asked = (task: string, rows: number, name = 'labelled.csv') => ({
  ...{ task, rows, columns: [] },
  files: [{ name, sha256: 'a'.repeat(64), rows, encoding: 'utf-8' }],
})

async function imported(task: string, rows: readonly ImportRow[], more: object = {}) {
  const { datasets } = haechi.client
  const { id } = await datasets.beginImport({ ...asked(task, rows.length), ...more })
  await datasets.sendRows(id, { from: 0, rows: [...rows] })
  return datasets.finishImport(id)
}

describe('an import', () => {
  test('comes in pieces, is gone on with where it was left, and becomes a dataset at its end', async () => {
    const { datasets } = haechi.client
    const rows = rowsOf(240)
    const begun = await datasets.beginImport(asked('resumed', 240))
    expect(begun).toMatchObject({ task: 'resumed', rows: 240, received: 0 })
    await datasets.sendRows(begun.id, { from: 0, rows: rows.slice(0, 100) })
    await expect(datasets.finishImport(begun.id)).rejects.toThrow('100 of 240 rows are there')
    expect(await datasets.list({ task: 'resumed' })).toEqual([])
    // Cut off here, and begun again.
    expect(await datasets.beginImport(asked('resumed', 240))).toEqual({ ...begun, received: 100 })
    expect(await datasets.sendRows(begun.id, { from: 50, rows: rows.slice(50) })).toMatchObject({
      received: 240,
    })
    const made = await datasets.finishImport(begun.id)
    expect(made).toMatchObject({
      ...{ task: 'resumed', from: 'import', rows: 240, harm: ['insult'], fine: ['clean'] },
      ...{ labels: { clean: 180, insult: 60 }, clusters: 240, erased: 0 },
    })
    expect(await datasets.get(made.id)).toEqual(made)
    expect(await datasets.list({ task: 'resumed' })).toEqual([made])
    // The same again is the same dataset, and is not kept twice.
    expect(await imported('resumed', rows)).toEqual(made)
    await expect(datasets.finishImport(begun.id)).rejects.toThrow('no such import')
  })

  test('whose labels nobody can tell says so, and is finished when they were told', async () => {
    const rows = rowsOf(200).map((row, i) => ({ ...row, labels: [String(i % 3)] }))
    const { datasets } = haechi.client
    const { id } = await datasets.beginImport(asked('numbers', 200))
    await datasets.sendRows(id, { from: 0, rows })
    await expect(datasets.finishImport(id)).rejects.toThrow(/They are numbers.*--fine/)
    const again = await datasets.beginImport({ ...asked('numbers', 200), fine: ['2'] })
    expect(again).toMatchObject({ id, received: 200 })
    expect(await datasets.finishImport(id)).toMatchObject({ harm: ['0', '1'], fine: ['2'] })
  })

  test('that makes no dataset says what is needed', async () => {
    const one = rowsOf(200).map((row) => ({ ...row, labels: ['insult'] }))
    await expect(imported('one_class', one)).rejects.toMatchObject({
      problem: {
        ...{ type: 'urn:haechi:problem:no-dataset', status: 422 },
        detail: expect.stringContaining('All 200 rows are violating'),
        wayOut: expect.stringContaining('at least 20 fine texts'),
      },
    })
    expect(await haechi.client.datasets.list({ task: 'one_class' })).toEqual([])
  })

  test('is refused what does not fit: more rows than said, texts too long, unknown fields', async () => {
    const { datasets } = haechi.client
    const { id } = await datasets.beginImport(asked('limits', 2))
    const send = (rows: unknown, from = 0) =>
      haechi.request('POST', `/v1/lab/imports/${id}/rows`, { from, rows }).then(({ status }) => status)
    expect(await send([rowAt(0), rowAt(1), rowAt(2)])).toBe(400)
    expect(await send([rowAt(0, { text: 'x'.repeat(20_001) })])).toBe(400)
    expect(await send([{ ...rowAt(0), violates: true }])).toBe(400)
    expect(await send([rowAt(0)], 1)).toBe(200)
    expect(await datasets.beginImport(asked('limits', 2))).toMatchObject({ received: 0 })
    expect(await send([rowAt(0), rowAt(1)])).toBe(200)
  })
})

test('contradictions are suspects; texts are for those who may see content in bulk', async () => {
  const rows = [...rowsOf(240), rowAt(1, { labels: ['insult'], source: 'labelled.csv:999' })]
  const { id, contradictions } = await imported('suspects', rows)
  expect(contradictions).toBe(1)
  const suspects = await haechi.client.datasets.errors(id)
  expect(suspects.map(({ source, why, text }) => [source, why, text])).toEqual([
    ['labelled.csv:3', 'contradiction', someText(1)],
    ['labelled.csv:999', 'contradiction', someText(1)],
  ])
  const manager = await tokenOf(haechi, await newPerson(haechi, 'policy_manager'))
  const { json } = await haechi.request('GET', `/v1/lab/datasets/${id}/errors`, undefined, { key: manager })
  expect(json.suspects.map(({ text }: { text: string | null }) => text)).toEqual([null, null])
  expect(await haechi.client.datasets.sendErrors(id)).toEqual({ sent: 0, imported: 2 })
})

describe('a snapshot', () => {
  let jobs = 0
  const hex = (number: number) => number.toString(16).padStart(32, '0')
  const decided = new Map<number, DecisionId>()

  const judged = (of: number, part: Partial<QualityRow>): QualityRow => ({
    ...{ job: `job-${hex(++jobs)}` as JobId, kind: 'audit', stage: 'first', decision: decided.get(of)! },
    ...{ world: 'plaza', language: 'en', policy: '', choice: 'fine', policies: [], reach: 1, marks: [] },
    ...{ reviewer: `usr-${hex(1)}` as UserId, spentMs: 4000, atMs: Date.now() - 60_000 + jobs },
    ...{ probability: 0.25, sample: 'daily', truth: undefined },
    ...part,
  })

  async function settle(rows: readonly QualityRow[]) {
    const connection = connectionOf(haechi.dataDir)
    await insertJudgements(connection, rows)
    for (const { job, choice } of rows)
      await sql(connection, 'update haechi.jobs set outcome = $2 where id = $1', [uuidOf(job), choice])
  }

  beforeAll(async () => {
    for (let i = 0; i < 230; i++) {
      const created = new Date(Date.now() - 3_600_000 * (i + 1)).toISOString()
      const { decision } = await haechi.client.screen({
        ...{ type: 'chat.message', world: 'plaza', actor: `account:s${i}` },
        data: { text: someText(5000 + i), account_created: created },
      })
      decided.set(i, decision as DecisionId)
    }
    await settle([
      ...Array.from({ length: 200 }, (_, i) =>
        judged(i, i % 5 === 0 ? { choice: 'violates' as const, policies: ['harassment.insult@3'] } : {}),
      ),
      // Another policy is broken, as somebody says who was asked about that one.
      judged(200, {
        policy: 'fraud.scam@3',
        choice: 'violates',
        kind: 'rule',
        sample: undefined,
        probability: 1,
      }),
      judged(201, { marks: ['undone'] }),
      judged(202, { choice: 'unsure' }),
      judged(203, { marks: ['overturned'] }),
      judged(204, { kind: 'golden', truth: { choice: 'fine', policies: [] } }),
      // The last word counts: of a job that two people judged, and of an event with two jobs.
      judged(205, { choice: 'fine' }),
      judged(205, {
        choice: 'violates',
        policies: ['harassment.insult@3'],
        sample: undefined,
        probability: 1,
      }),
    ])
  })

  test('is of final judgements alone, with where each comes from', async () => {
    await imported('judged', rowsOf(240))
    const made = await haechi.client.datasets.snapshot('judged')
    // 200 of the sample, one of the other policy, one with two jobs, and the file.
    expect(made).toMatchObject({
      from: 'snapshot',
      rows: 240 + 202,
      harm: expect.arrayContaining(['insult']),
    })
    expect(made.policyVersions).toEqual({ 'harassment.insult@3': 41, 'fraud.scam@3': 1 })
    expect(made.labels).toMatchObject({ 'harassment.insult': 41, 'fraud.scam': 1, insult: 60, clean: 180 })
    const [row] = await sql<Record<string, unknown>>(
      connectionOf(haechi.dataDir),
      'select * from haechi.lab_rows where decision = $1',
      [uuidOf(decided.get(10)!)],
    )
    expect(row).toMatchObject({
      ...{ text: someText(5010), labels: ['harassment.insult'], violates: true, account: 'account:s10' },
      ...{ world: 'plaza', surface: 'chat.message', language: 'en', source: 'annotation', blind: true },
      ...{
        policy_version: 'harassment.insult@3',
        reviewer: `usr-${hex(1)}`,
        probability: 0.25,
        design: 'daily',
      },
    })
    expect(Number(row!.account_age_ms)).toBeGreaterThan(10 * 3_600_000)
    expect(Number(row!.at_ms)).toBeGreaterThan(Date.now() - 600_000)
  })

  test('says how far people agree who judged the same, and suspects what they outvote', async () => {
    const second = (of: number, choice: 'violates' | 'fine', reviewer: number): QualityRow => {
      const stage = reviewer === 2 ? 'first' : 'second'
      const policies = choice === 'violates' ? ['harassment.insult@3'] : []
      return judged(of, { choice, policies, stage, reviewer: `usr-${hex(reviewer)}` as UserId })
    }
    // Others agree with who judged first but for one event, of which both say otherwise.
    await settle(
      Array.from({ length: 60 }, (_, i) =>
        [2, 3].map((reviewer) => second(i, i % 5 === 0 || i === 7 ? 'violates' : 'fine', reviewer)),
      )
        .flat()
        // The last word is that of the row.
        .concat([judged(7, { choice: 'fine', stage: 'adjudication' })]),
    )
    const made = await haechi.client.datasets.snapshot('judged')
    expect(made.agreement).toMatchObject({ pairs: 60, judges: 3 })
    expect(made.agreement!.alpha).toBeGreaterThan(0.9)
    expect(made.agreement!.low).toBeLessThan(made.agreement!.alpha)
    const [first] = await haechi.client.datasets.errors(made.id)
    expect(first).toMatchObject({ rank: 1, why: 'judges', violates: false, decision: decided.get(7) })
  })

  test('of a task with policies leaves out what was asked about others', async () => {
    await sql(
      connectionOf(haechi.dataDir),
      `update haechi.lab_tasks set body = (body::jsonb || '{"policies": ["harassment"]}')::text where name = 'judged'`,
    )
    const made = await haechi.client.datasets.snapshot('judged')
    expect(made.rows).toBe(240 + 201)
    expect(made.policyVersions).toEqual({ 'harassment.insult@3': 41 })
  })

  test('has suspects that are sent as blind jobs', async () => {
    await haechi.client.screen({
      ...{ type: 'chat.message', world: 'plaza', actor: 'account:copy', data: { text: someText(5001) } },
    })
    const copy = await haechi.client.screen({
      ...{
        type: 'chat.message',
        world: 'plaza',
        actor: 'account:copy',
        data: { text: `${someText(5001)} !` },
      },
    })
    decided.set(300, copy.decision as DecisionId)
    await settle([judged(300, { choice: 'violates', policies: ['harassment.insult@3'] })])
    const made = await haechi.client.datasets.snapshot('judged')
    expect(made.contradictions).toBe(1)
    await expect(haechi.client.datasets.sendErrors(made.id, { queue: 'nowhere' })).rejects.toThrow('no queue')
    expect(await haechi.client.datasets.sendErrors(made.id, { queue: 'lab' })).toEqual({
      sent: 3,
      imported: 0,
    })
    const sent = () =>
      sql<{ queue: string; blind: boolean; kind: string }>(
        connectionOf(haechi.dataDir),
        `select queue, blind, kind from haechi.jobs where sample = 'suspects:judged'`,
      )
    await until(async () => (await sent()).length === 3)
    expect(await sent()).toEqual([
      { queue: 'lab', blind: true, kind: 'audit' },
      { queue: 'lab', blind: true, kind: 'audit' },
      { queue: 'lab', blind: true, kind: 'audit' },
    ])
  })

  test('holds nobody who was erased before it, and tells of those erased after it', async () => {
    const before = await haechi.client.datasets.snapshot('judged')
    await haechi.client.erasures.begin({ entity: 'account:s11' as EntityRef, reason: 'Asked for' })
    await until(async () => (await haechi.client.datasets.get(before.id)).erased === 1)
    const after = await haechi.client.datasets.snapshot('judged')
    expect([after.rows, after.erased]).toEqual([before.rows - 1, 0])
    expect(after.id).not.toBe(before.id)
  })

  test('of a task that nobody made is refused', async () => {
    await expect(haechi.client.datasets.snapshot('nothing')).rejects.toThrow('no task')
  })
})
