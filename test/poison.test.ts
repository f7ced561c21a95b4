import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import {
  ADMIN_KEY,
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { insertJobs, jobDraft } from './jobs.fixture.ts'
import { connectionOf, emptied, sql, until } from './store-tools.fixture.ts'

const dir = testFolder()
let haechi: TestService
const connection = () => connectionOf(join(dir, 'data'))
const insult = (actor: string) =>
  haechi.client.screen({ type: 'chat.message', actor, data: { text: 'blockhead' } })
const strikesOf = async (account: string) => (await haechi.client.strikes.find({ account })).strikes.length

beforeAll(async () => {
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'queues.yaml': 'default: { description: All }\n',
    'review.yaml': 'undo: 0s\n',
  })
  haechi = await startTestService({ dir })
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

test('an effect that cannot be carried out holds nothing up, is shown, and is tried again when asked for', async () => {
  const { decision } = await insult('account:first')
  await until(async () => (await strikesOf('account:first')) === 1)
  const bad = (body: object) =>
    sql(
      connection(),
      'insert into haechi.effects (id, keep, ordinal, body) select id, keep, -1, $2 from haechi.decisions where id = $1',
      [decision.slice(2), JSON.stringify(body)],
    )
  const strike = { kind: 'strike', rule: 'chat.insult', target: 'account:first', weight: 1 }
  // One that no reader understands, and one that the database cannot store.
  await bad({ ...strike, policy: 7 })
  await bad({ ...strike, policy: 'harassment.insult@3\u0000' })
  await insult('account:later')
  await until(async () => (await strikesOf('account:later')) === 1)

  await until(async () => (await haechi.client.effects.aside()).aside.length === 2)
  const { aside } = await haechi.client.effects.aside()
  expect(aside.map(({ kind, count, fault }) => `${count} ${kind} ${fault}`).sort()).toEqual([
    expect.stringMatching(/^1 strike SQLSTATE 22/),
    '1 strike ZodError',
  ])
  const ready = await haechi.request('GET', '/readyz', undefined, { key: null })
  expect(ready.json).toMatchObject({ ready: true, notes: [expect.stringContaining('put aside')] })
  expect((await haechi.request('GET', '/metrics')).text).toMatch(/haechi_effects_aside\{.*ZodError.*\} 1/)

  await sql(connection(), `update haechi.effects_aside set body = $1`, [
    JSON.stringify({ ...strike, policy: 'harassment.insult@3' }),
  ])
  const adapters = { fetch, clock: { now: () => Date.now() } }
  const run = (...args: string[]) =>
    cli({ cwd: dir, settings: { url: haechi.url, key: ADMIN_KEY }, adapters }, ...args)
  expect(await run('delivery', 'aside')).toMatchObject({ code: 0, out: expect.stringContaining('ZodError') })
  expect(await run('delivery', 'aside', '--retry')).toMatchObject({
    ...{ code: 0, out: '2 are carried out once more.\n' },
  })
  await until(async () => (await strikesOf('account:first')) === 3)
  expect((await run('delivery', 'aside')).out).toBe('Nothing was put aside.\n')
})

test('a job that cannot be settled does not hold back the others', async () => {
  const { client } = haechi
  await emptied(connection(), 'haechi.jobs')
  const drafts = Array.from({ length: 3 }, () => jobDraft({}))
  await insertJobs(connection(), drafts)
  const [broken] = drafts
  const jobs = await client.jobs.take({ count: 3 })
  expect(jobs).toHaveLength(3)
  // Judged, as it says, and nobody knows how.
  await sql(connection(), `update haechi.jobs set state = 'settling', settle_ms = 1 where id = $1`, [
    broken!.id.slice(4),
  ])
  for (const { job, claim } of jobs)
    if (job !== broken!.id) await client.jobs.annotate(job, { claim: claim!, choice: 'fine', spentMs: 5 })
  const states = async () =>
    (await client.jobs.search({})).jobs.map(({ job, state }) => `${job === broken!.id} ${state}`).sort()
  await until(async () => (await states()).filter((one) => one === 'false done').length === 2)
  expect(await states()).toEqual(['false done', 'false done', 'true settling'])
})
