import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli, type Ran } from '../src/cli/capture.fixture.ts'
import { createClient } from '../src/client/client.ts'
import type { UserId } from '../src/core/ids.ts'
import { planMove } from '../src/lab/registry/plan-move.ts'
import type { ModelId, ModelRecord } from '../src/lab/registry/ports.ts'
import { gateResults } from '../src/lab/registry/seen.fixture.ts'
import { learn } from '../src/lab/run/learn.ts'
import { chatInput } from '../src/lab/run/learn-input.fixture.ts'
import type { Candidate } from '../src/lab/train/candidate.ts'
import type { Store } from '../src/store/store.ts'
import { ADMIN_KEY, PATIENT_MS, startTestService, type TestService } from './api-service.fixture.ts'
import { candidate } from './models.fixture.ts'
import { newPerson } from './people.fixture.ts'
import { connectionOf, sql } from './store-tools.fixture.ts'

// The registry as people see it, over the API, the SDK and the commands. The tests follow one another.

let haechi: TestService
let store: Store
const keys: string[] = []

beforeAll(async () => {
  haechi = await startTestService({
    wrapStore(opened) {
      store = opened
      return opened
    },
  })
  for (const name of ['Ada', 'Bo']) {
    const { id } = await newPerson(haechi, 'policy_manager')
    const key = await haechi.client.keys.create({ name, scopes: ['person'], user: id as UserId })
    keys.push(key.secret)
  }
})
afterAll(() => haechi?.stop())

const run = (...argv: string[]): Promise<Ran> =>
  cli({ cwd: '/', settings: { url: haechi.url, key: ADMIN_KEY }, adapters: { fetch } }, ...argv)
const as = (person: number) => createClient({ url: haechi.url, key: keys[person]!, timeoutMs: PATIENT_MS })
const now = () => Date.now()

/** Takes a candidate to shadow by evidence, as a run of the lab does. */
async function toShadow(one: Candidate): Promise<void> {
  await store.models.register(one, { by: 'system', body: { says: 'learnt from 900 rows' } }, now())
  const { dataset, policyVersion, gates } = one.manifest
  const of = { dataset, policyVersion }
  const evaluation = {
    kind: 'evaluation',
    body: { ...of, evaluation: { form: 1, rows: 900 }, says: 'AP 0.9' },
  } as const
  const passed = { kind: 'gates', body: { ...of, gates, results: gateResults('rank') } } as const
  for (const [evidence, to] of [
    [evaluation, 'evaluated'],
    [passed, 'shadow'],
  ] as const) {
    const facts = { nowMs: now() }
    const moved = await store.models.change(
      one.id,
      (seen) => planMove(seen, { evidence: [evidence], to }, facts),
      now(),
    )
    expect(moved).toMatchObject({ ok: true })
  }
}

/** Puts a model where a test wants it, beside the chain's own rules. */
const put = (id: ModelId, set: Partial<ModelRecord>) =>
  store.models.change(
    id,
    () => ({
      ok: true,
      change: {
        entries: [{ model: id, kind: 'move', by: 'system', body: { from: 'x', to: set.state, ...set } }],
        models: [{ id, set }],
      },
    }),
    now(),
  )

const [first, second] = [candidate('chat', 1), candidate('chat', 2, { settings: { ridge: 2 } })]

test('models are listed and shown with their way, gates and score', async () => {
  await toShadow(first)
  await toShadow(second)
  const listed = await haechi.client.models.list({ task: 'chat' })
  expect(listed.map(({ id, state }) => [id, state])).toEqual([
    [second.id, 'shadow'],
    [first.id, 'shadow'],
  ])
  expect(await haechi.client.models.list({ limit: 1, before: second.id })).toMatchObject([{ id: first.id }])
  const shown = await haechi.client.models.get(first.id)
  expect(shown.model).toMatchObject({ state: 'shadow', authority: 'observe', certified: 'rank', share: 0 })
  expect(shown.gates).toHaveLength(20)
  expect(shown.next).toMatchObject({
    authority: 'reversible',
    missing: expect.arrayContaining(['precision (inconclusive)']),
  })
  expect(shown.entries.map(({ kind }) => kind)).toEqual(['trained', 'evaluation', 'move', 'gates', 'move'])
  expect(shown.score.tests.filter(({ points }) => points === 1).map(({ test }) => test)).toContain('D1')
  const evaluation = shown.entries[1]!
  expect(evaluation.body).not.toHaveProperty('evaluation')
  const whole = await haechi.client.models.entry(first.id, evaluation.number)
  expect(whole.body.evaluation).toEqual({ form: 1, rows: 900 })
})

test('what is otherwise in two models is told', async () => {
  const differences = await haechi.client.models.difference(first.id, second.id)
  expect(differences.map(({ what }) => what).sort()).toEqual(['file weights.bin', 'seed', 'settings.ridge'])
  expect(differences.find(({ what }) => what === 'settings.ridge')).toEqual({
    ...{ what: 'settings.ridge', this: null, other: '2' },
  })
})

test('two persons raise a model in an emergency, one lowers it; a key that speaks for nobody raises nothing', async () => {
  const ask = { to: 'rank', why: 'a wave of scams' } as const
  const service = await haechi.client.keys.create({ name: 'machine', scopes: ['admin'] })
  const machine = createClient({ url: haechi.url, key: service.secret, timeoutMs: PATIENT_MS })
  await expect(machine.models.raise(first.id, ask)).rejects.toMatchObject({
    problem: { type: 'urn:haechi:problem:no-person' },
  })
  expect((await as(0).models.raise(first.id, ask)).model.authority).toBe('observe')
  await expect(as(0).models.raise(first.id, ask)).rejects.toMatchObject({
    ...{
      problem: { type: 'urn:haechi:problem:model-refused' },
      message: expect.stringContaining('You asked for it yourself'),
    },
  })
  expect((await as(1).models.raise(first.id, ask)).model).toMatchObject({ authority: 'rank', share: 1 })
  await expect(as(1).models.raise(first.id, { ...ask, to: 'reversible' })).rejects.toMatchObject({
    problem: { type: 'urn:haechi:problem:model-refused' },
  })
  const lowered = await as(0).models.lower(first.id, { to: 'observe', why: 'it was over' })
  expect(lowered.model).toMatchObject({ authority: 'observe', cap: 'observe' })
  expect(lowered.entries[0]).toMatchObject({
    kind: 'authority',
    by: expect.stringMatching(/^usr-/),
    why: 'it was over',
  })
})

test('a rollback takes the model out and brings back the last known good; what cannot be is refused with the way out', async () => {
  await put(first.id, { state: 'retired', isLastGood: true, certified: 'rank', cap: 'irreversible' })
  await put(second.id, { state: 'live', share: 1, authority: 'rank' })
  const ran = await run('model', 'rollback', second.id, '--why', 'it masks greetings')
  expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('is rolled-back and may observe') })
  expect(await store.models.get(first.id)).toMatchObject({ state: 'live', authority: 'rank', share: 1 })
  const again = await run('model', 'rollback', second.id, '--why', 'again')
  expect(again).toMatchObject({ code: 4, err: expect.stringContaining('only what is in canary or live') })
  const retired = await run('model', 'retire', first.id, '--why', 'replaced')
  expect(retired.code).toBe(0)
})

test('the commands list, show by the beginning of an id, compare and verify', async () => {
  const listed = await run('model', 'list', '--task', 'chat')
  expect(listed.out).toMatch(new RegExp(`${first.id} +chat +retired`))
  const shown = await run('model', 'show', first.id.slice(0, 12))
  expect(shown.out).toContain('certified to rank')
  expect(shown.out).toContain('live → retired: replaced')
  expect(shown.out).toMatch(/schema +observe +pass/)
  expect(shown.out).toMatch(/ML Test Score \d\.\d of 7/)
  const json = JSON.parse((await run('model', 'show', first.id, '--json')).out)
  expect(json.model.id).toBe(first.id)
  const diff = await run('model', 'diff', first.id, second.id)
  expect(diff.out).toMatch(/settings\.ridge +- +2/)
  expect(await run('model', 'show', 'mdl-ffff')).toMatchObject({ code: 2 })
  expect(await run('model', 'list', '--state', 'odd')).toMatchObject({ code: 2 })
  expect(await run('model', 'verify')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+ entries hold/),
  })
})

test.each([
  ['authority', `'irreversible'`],
  ['certified', `'irreversible'`],
  ['cap', `'observe'`],
  ['share', '0.7'],
  ['task', `'other'`],
  ['manifest', `replace(manifest, '"seed":', '"seed":1')`],
])('a model of which %s was changed by hand in the table is found', async (column, to) => {
  const connection = connectionOf(haechi.dataDir)
  expect(await haechi.client.models.verify()).toMatchObject({ ok: true, astray: [] })
  await sql(connection, 'create table haechi.saved as select * from haechi.models where id = $1', [second.id])
  await sql(connection, `update haechi.models set ${column} = ${to} where id = $1`, [second.id])
  const found = await haechi.client.models.verify()
  await sql(
    connection,
    `update haechi.models m set ${column} = s.${column} from haechi.saved s where m.id = s.id`,
  )
  await sql(connection, 'drop table haechi.saved')
  expect(found).toMatchObject({ ok: false, broken: null, astray: [second.id] })
})

test('a model that was moved by hand in the table, and a chain that was cut, are found', async () => {
  const connection = connectionOf(haechi.dataDir)
  await sql(connection, `update haechi.models set state = 'live' where id = $1`, [second.id])
  expect(await haechi.client.models.verify()).toMatchObject({ ok: false, broken: null, astray: [second.id] })
  await sql(connection, `update haechi.models set state = 'rolled-back' where id = $1`, [second.id])
  const { number } = await store.models.head()
  await sql(connection, 'alter table haechi.model_log disable trigger user')
  await sql(connection, 'delete from haechi.model_log where number = $1', [number])
  expect(await haechi.client.models.verify()).toMatchObject({
    ...{ ok: false, broken: { number, why: 'the chain ends before its head' } },
  })
  expect(await run('model', 'verify')).toMatchObject({
    code: 1,
    out: expect.stringContaining(`Broken at entry ${number}`),
  })
})

test('what people did is in the audit log, and who may only read may not act', async () => {
  const { entries } = await haechi.client.audit.find({ what: 'rollbackModel' })
  expect(entries.length).toBeGreaterThan(0)
  const reader = await haechi.client.keys.create({ name: 'reader', scopes: ['read'] })
  const client = createClient({ url: haechi.url, key: reader.secret, timeoutMs: PATIENT_MS })
  expect(await client.models.list()).toHaveLength(2)
  await expect(client.models.retire(second.id, 'no')).rejects.toMatchObject({
    problem: { type: 'urn:haechi:problem:missing-scope' },
  })
  await expect(client.models.get(`mdl-${'0'.repeat(32)}`)).rejects.toMatchObject({
    problem: { type: 'urn:haechi:problem:not-found' },
  })
})

test('an evaluated model has a page and a card to hand on; the page runs nothing, and neither is there before', async () => {
  const learnt = await learn({ stopwatch: () => performance.now() }, chatInput(600), () => {})
  if (!learnt.ok) throw new Error(learnt.refusal.why)
  const { id, manifest, files, evaluation } = learnt.output
  const one = { id, manifest, files: new Map(Object.entries(files)) }
  await store.models.register(one, { by: 'system', body: { says: 'learnt' } }, now())
  await expect(haechi.client.models.card(id)).rejects.toMatchObject({
    ...{
      problem: { type: 'urn:haechi:problem:not-found' },
      message: expect.stringContaining('not evaluated'),
    },
  })
  const { dataset, policyVersion } = manifest
  const evidence = [{ kind: 'evaluation', body: { dataset, policyVersion, evaluation } }] as const
  const facts = { nowMs: now() }
  await store.models.change(id, (seen) => planMove(seen, { evidence, to: 'evaluated' }, facts), now())
  const page = await fetch(`${haechi.url}/v1/lab/models/${id}/report`, {
    headers: { authorization: `Bearer ${ADMIN_KEY}` },
  })
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*sandbox$/)
  const text = await page.text()
  expect(text).toMatch(/^<!doctype html>/)
  expect(text).toContain(id)
  expect(text).not.toContain('<script')
  expect(await haechi.client.models.report(id)).toBe(text)
  const card = await haechi.client.models.card(id)
  expect(card).toContain(`# ${manifest.task}: ${id}`)
  expect((await run('model', 'card', id.slice(0, 12))).out).toBe(card)
  const dir = mkdtempSync(join(tmpdir(), 'haechi-model-report-'))
  const file = join(dir, 'report.html')
  expect(await run('model', 'report', id, '--out', file)).toMatchObject({ code: 0, out: '' })
  expect(readFileSync(file, 'utf8')).toBe(text)
  rmSync(dir, { recursive: true })
})
