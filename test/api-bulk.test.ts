import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Retroact } from '../src/api/contract/retroacts.ts'
import type { RetroactMatch } from '../src/api/retroact/plan-effects.ts'
import type { MatchesOf } from '../src/backtest/matches-aside.ts'
import type { EntityRef } from '../src/core/entity.ts'
import type { DecisionId } from '../src/core/id.ts'
import {
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { until } from './store-tools.fixture.ts'

let haechi: TestService
/** What a look through the history finds: filled with real decisions. */
let matches: RetroactMatch[] = []
let asked: MatchesOf | undefined

beforeAll(async () => {
  const dir = testFolder()
  writePack(`${dir}/pack`, {
    ...TEST_PACK,
    'labels.yaml':
      'ring: { on: account, description: In a ring, connotation: negative, expires: 7d, manual: true }\n',
    'queues.yaml': 'default: { description: All, default: true }\n',
  })
  haechi = await startTestService({
    dir,
    matches: async function* ({ find }) {
      asked = find
      yield { matches, events: matches.length }
    },
  })
  for (let i = 0; i < 12; i++) {
    const actor = `account:u${i % 4}` as EntityRef
    const { decision } = await haechi.client.screen({ type: 'chat.message', actor, data: { text: 'hello' } })
    matches.push({ decision: decision as DecisionId, actor, target: undefined, session: undefined })
  }
})
afterAll(() => haechi?.stop())

const QUERY = {
  on: 'chat.message',
  when: 'level > 1',
  where: { verdicts: ['allow'] },
  from: '2026-01-01T00:00:00Z',
}
const post = (path: string, body: object, key?: string) =>
  haechi.request('POST', path, body, key === undefined ? {} : { key })

async function reached(id: string, states: Retroact['state'][]): Promise<Retroact> {
  let run!: Retroact
  await until(async () => {
    run = await haechi.client.retroacts.get(id)
    return states.includes(run.state)
  })
  return run
}

const bears = async (account: string) =>
  (await haechi.client.labels.find(`account:${account}`)).map(({ label }) => label)

test('a label in bulk is counted first, falls on each once, and is taken back', async () => {
  const planned = await post('/v1/bulk', { query: QUERY, do: { label: 'ring' }, why: 'One hand' })
  expect(planned.status).toBe(202)
  const { id } = planned.json
  expect(await reached(id, ['planned'])).toMatchObject({
    ...{ rule: 'bulk', events: 12, targets: 4, effects: { planned: 4, applied: 0 } },
    bulk: { query: QUERY, do: { label: 'ring' } },
  })
  expect(asked).toEqual({ kind: 'condition', on: QUERY.on, when: QUERY.when, where: QUERY.where })
  expect(await bears('u1')).toEqual([])
  expect((await post(`/v1/bulk/${id}/apply`, { effects: 3 })).status).toBe(409)
  expect((await post(`/v1/bulk/${id}/apply`, { effects: 4 })).status).toBe(200)
  await reached(id, ['done'])
  expect(await bears('u1')).toEqual(['ring'])
  expect((await post(`/v1/bulk/${id}/revert`, {})).status).toBe(200)
  await reached(id, ['reverted'])
  expect(await bears('u1')).toEqual([])
})

test('jobs in bulk are opened, one for each event', async () => {
  const { id } = (await post('/v1/bulk', { query: QUERY, do: { queue: 'default' }, why: 'A look' })).json
  const { effects } = await reached(id, ['planned'])
  expect(effects.planned).toBe(12)
  await post(`/v1/bulk/${id}/apply`, { effects: 12 })
  await reached(id, ['done'])
  await until(async () => (await haechi.client.jobs.search({})).jobs.length === 12)
})

test('a plan that is too large says so, and cannot be applied', async () => {
  const some = matches
  matches = Array.from({ length: 100_001 }, () => some[0]!)
  const { id } = (await post('/v1/bulk', { query: QUERY, do: { queue: 'default' }, why: 'All' })).json
  expect((await reached(id, ['planned', 'failed', 'too-large'])).state).toBe('too-large')
  matches = some
  expect((await post(`/v1/bulk/${id}/apply`, { effects: 0 })).status).toBe(409)
})

test('what is done in bulk is shown to nobody who is bound to some worlds', async () => {
  const { id } = (await post('/v1/bulk', { query: QUERY, do: { label: 'ring' }, why: 'One hand' })).json
  const worlds = ['school']
  const { secret } = await haechi.client.keys.create({ name: 'bound', scopes: ['read'], worlds })
  const get = (path: string, key?: string) =>
    haechi.request('GET', path, undefined, key === undefined ? {} : { key })
  expect((await get(`/v1/retroacts/${id}`)).status).toBe(200)
  expect((await get(`/v1/retroacts/${id}`, secret)).status).toBe(404)
  const ids = async (key?: string) =>
    (await get('/v1/retroacts', key)).json.retroacts.map((run: Retroact) => run.id)
  expect(await ids()).toContain(id)
  expect(await ids(secret)).toEqual([])
})

test('who may label may not open jobs, nor touch a rule applied to the past, and names are checked', async () => {
  const { secret } = await haechi.client.keys.create({ name: 'labeller', scopes: ['label', 'read'] })
  const jobs = { query: QUERY, do: { queue: 'default' }, why: 'x' }
  expect((await post('/v1/bulk', jobs, secret)).status).toBe(403)
  expect((await post('/v1/bulk', { ...jobs, do: { label: 'ring' } }, secret)).status).toBe(202)
  for (const wrong of [
    { ...jobs, do: { label: 'rign' } },
    { ...jobs, do: { queue: 'defualt' } },
    { ...jobs, query: { ...QUERY, when: 'levle > 1' } },
    { ...jobs, query: { ...QUERY, when: 'true) or (1 = 1' } },
    { ...jobs, query: { ...QUERY, to: '2025-01-01T00:00:00Z' } },
  ])
    expect([wrong, (await post('/v1/bulk', wrong)).status]).toEqual([wrong, 400])
})
