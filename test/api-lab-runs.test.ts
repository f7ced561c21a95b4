import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LabRunLine, LabRunReply } from '../src/api/contract/lab-runs.ts'
import { cli } from '../src/cli/capture.fixture.ts'
import { ADMIN_KEY, startTestService, type TestService } from './api-service.fixture.ts'
import { chatRows, importRows, labAdapters } from './lab-service.fixture.ts'
import { connectionOf, sql } from './store-tools.fixture.ts'

let haechi: TestService
let filesDir: string
beforeAll(async () => {
  filesDir = mkdtempSync(join(tmpdir(), 'haechi-lab-'))
  haechi = await startTestService({ lab: await labAdapters(filesDir) })
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(filesDir, { recursive: true, force: true })
})

const rows = chatRows(2600)

async function followed(id: string): Promise<{ lines: LabRunLine[]; run: LabRunReply }> {
  const lines: LabRunLine[] = []
  for await (const line of haechi.client.labRuns.follow(id)) lines.push(line)
  const last = lines.at(-1)!
  if (last.kind !== 'end') throw new Error(JSON.stringify(last))
  return { lines, run: last.run }
}

const begin = async (task: string, dataset: string, more: object = {}) =>
  (await haechi.client.labRuns.begin({ task, dataset, ...more })).id

test('a run takes labelled rows to a model in shadow, with the evidence of each step', async () => {
  const dataset = await importRows(haechi.client, 'chat_abuse', rows)
  const { lines, run } = await followed(await begin('chat_abuse', dataset))
  expect(run).toMatchObject({ state: 'done', step: 'shadow', dataset })
  expect(run.steps.map(({ step, state }) => [step, state])).toEqual(
    ['snapshot', 'train', 'calibrate', 'certify', 'gates', 'shadow'].map((step) => [step, 'done']),
  )
  expect(lines.filter(({ kind }) => kind === 'step')).toHaveLength(6)
  expect(run.curve.length).toBeGreaterThan(3)
  const losses = run.curve
    .filter(({ phase }) => phase === run.curve[0]!.phase)
    .flatMap(({ loss }) => loss ?? [])
  expect(losses.at(-1)).toBeLessThan(losses[0]!)
  const gates = run.steps.find(({ step }) => step === 'gates')!.gates!
  expect(gates).toHaveLength(20)
  // What certifies says pass or fail, and no more.
  for (const gate of gates.filter(({ on }) => on === 'certify'))
    expect(
      Object.keys(gate.figures).filter((key) => /^(?!tune).*(precision|recall|errors|wrong)/i.test(key)),
    ).toEqual([])
  const {
    rows: [kept],
  } = await models('chat_abuse')
  expect(kept).toMatchObject({ id: run.model, state: 'shadow', authority: 'observe' })
  expect(kept!.kinds).toEqual(['trained', 'evaluation', 'move', 'checks', 'gates', 'move'])
  // The same data makes the same model, which is there already, and the certify rows are asked once.
  const again = await followed(await begin('chat_abuse', dataset))
  expect(again.run).toMatchObject({ state: 'done', model: run.model })
  expect((await models('chat_abuse')).attempts).toBe(1)
})

async function models(task: string) {
  const connection = connectionOf(haechi.dataDir)
  const found = await sql<{ id: string; state: string; authority: string; kinds: string[] }>(
    connection,
    `select id, state, authority, (select array_agg(l.kind order by l.number) from haechi.model_log l where l.model = m.id) as kinds
     from haechi.models m where task = $1`,
    [task],
  )
  const [count] = await sql<{ n: string }>(
    connection,
    'select count(*) as n from haechi.lab_attempts where task = $1',
    [task],
  )
  return { rows: found, attempts: Number(count!.n) }
}

test('labels given at random stop at the gates: the model is refused, and what would help is said', async () => {
  const noise = rows.map((row, i) => ({
    ...row,
    label: createHash('sha256').update(`${i}`).digest()[0]! % 2 === 0 ? 'abuse' : 'ordinary',
  }))
  const dataset = await importRows(haechi.client, 'noise', noise)
  const { run } = await followed(await begin('noise', dataset))
  expect(run).toMatchObject({ state: 'stopped', step: 'gates' })
  const last = run.steps.at(-1)!
  expect(last).toMatchObject({
    step: 'gates',
    state: 'stopped',
    says: expect.stringContaining('not passed for shadow'),
  })
  expect(last.wayOut).toMatch(/label|judge/)
  const {
    rows: [kept],
  } = await models('noise')
  expect(kept).toMatchObject({ id: run.model, state: 'refused' })
  // Once refused, the same model never comes back.
  const again = await followed(await begin('noise', dataset))
  expect(again.run.state).toBe('stopped')
})

test('`train` stops before the certify rows: the model is measured, and the ledger is not spent', async () => {
  const dataset = await importRows(haechi.client, 'only_train', rows)
  const { run } = await followed(await begin('only_train', dataset, { until: 'train' }))
  expect(run).toMatchObject({ state: 'done', step: 'evaluate' })
  expect(run.steps.map(({ step }) => step)).toEqual(['snapshot', 'train', 'calibrate', 'evaluate'])
  const {
    rows: [kept],
    attempts,
  } = await models('only_train')
  expect(kept).toMatchObject({ id: run.model, state: 'evaluated' })
  expect(attempts).toBe(0)
})

test('whoever lowers the bars of a task by a run is kept with it', async () => {
  const { id } = await haechi.client.labRuns.begin({ task: 'lowered', bars: { precision: 0.5 } })
  await followed(id)
  const connection = connectionOf(haechi.dataDir)
  const [task] = await sql<{ by: string }>(
    connection,
    `select by from haechi.lab_tasks where name = 'lowered'`,
  )
  expect(task?.by).toMatch(/\(key [0-9a-f]+\)|usr-/)
})

test('a run that is cancelled while it learns ends there, and no model is left', async () => {
  const dataset = await importRows(haechi.client, 'cancelled', rows)
  const id = await begin('cancelled', dataset)
  let run: LabRunReply | undefined
  for await (const line of haechi.client.labRuns.follow(id)) {
    if (line.kind === 'progress' && line.step === 'train') await haechi.client.labRuns.cancel(id)
    if (line.kind === 'end') run = line.run
  }
  expect(run).toMatchObject({ state: 'cancelled', step: 'train' })
  expect((await models('cancelled')).rows).toEqual([])
  expect((await haechi.client.labRuns.cancel(id)).state).toBe('cancelled')
})

test('what is asked wrongly is refused before anything begins', async () => {
  const dataset = await importRows(haechi.client, 'chat_abuse', rows)
  const asked = (body: object) => haechi.request('POST', '/v1/lab/runs', body)
  expect((await asked({ task: 'other_task', dataset })).json).toMatchObject({ status: 400, field: 'dataset' })
  expect((await asked({ task: 'x', dataset: `ds-${'0'.repeat(32)}` })).status).toBe(404)
  expect((await asked({ task: 'Chat Abuse' })).status).toBe(400)
  expect((await asked({ task: 'chat_abuse', dataset, learner: 'onnx' })).json).toMatchObject({
    status: 400,
    field: 'files',
  })
  expect((await asked({ task: 'chat_abuse', dataset, bars: { precision: 2 } })).status).toBe(400)
  expect((await haechi.request('GET', `/v1/lab/runs/run-${'0'.repeat(32)}`)).status).toBe(404)
})

test('without labels a run stops at its snapshot, and says how to get some', async () => {
  const { id } = await haechi.client.labRuns.begin({ task: 'no_labels' })
  const { run } = await followed(id)
  expect(run).toMatchObject({ state: 'stopped', step: 'snapshot' })
  expect(run.steps[0]!.wayOut).toContain('haechi lab label no_labels')
})

test('a model file comes in pieces, goes on after a break, and is held to its SHA-256', async () => {
  const bytes = new Uint8Array(3000).map((_, i) => (i * 7) % 251)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const { labFiles } = haechi.client
  const add = (at: number, to: number, of = bytes, name = sha256) =>
    labFiles.add(name, { size: 3000, at, bytes: of.subarray(at, to) })
  expect(await add(0, 1000)).toMatchObject({ have: 1000, whole: false })
  await expect(add(2000, 3000)).rejects.toMatchObject({ problem: { status: 409 } })
  expect(await labFiles.look(sha256)).toMatchObject({ have: 1000, whole: false })
  expect(await add(1000, 3000)).toMatchObject({ have: 3000, whole: true })
  const other = 'f'.repeat(64)
  await expect(add(0, 3000, bytes, other)).rejects.toMatchObject({ problem: { status: 400 } })
  expect(await labFiles.look(other)).toMatchObject({ have: 0, whole: false })
})

test('a piece as large as the commands send them is taken', async () => {
  const piece = Buffer.alloc(8 * 1024 * 1024, 'weights ')
  const name = createHash('sha256').update(piece).digest('hex')
  expect(await haechi.client.labFiles.add(name, { size: piece.length, at: 0, bytes: piece })).toMatchObject({
    have: piece.length,
    whole: true,
  })
})

test('`haechi lab runs` lists and shows; `cancel` tells of a run that is over', async () => {
  const given = { cwd: filesDir, settings: { url: haechi.url, key: ADMIN_KEY }, adapters: { fetch } }
  const listed = await cli(given, 'lab', 'runs', '--json')
  const { runs } = JSON.parse(listed.out) as { runs: LabRunReply[] }
  expect(runs.length).toBeGreaterThan(3)
  const noise = runs.find(({ task }) => task === 'noise')!
  const shown = await cli(given, 'lab', 'runs', noise.id)
  expect(shown.out).toContain('STOPPED')
  expect(shown.out).toContain('to go on:')
  expect((await cli(given, 'lab', 'runs', '--task', 'nobody')).out).toContain('No run yet')
  expect((await cli(given, 'lab', 'cancel', noise.id)).out).toContain('is stopped')
  expect((await cli(given, 'lab', 'cancel', `run-${'0'.repeat(32)}`)).code).toBe(4)
})
