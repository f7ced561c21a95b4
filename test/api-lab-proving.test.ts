import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from '../src/client/client.ts'
import { type UserId, uuidOf } from '../src/core/ids.ts'
import { dayOf } from '../src/lab/probation/plan-batch.ts'
import type { ModelId } from '../src/lab/train/candidate.ts'
import { testHost } from '../src/signals/models/test-host.fixture.ts'
import type { Store } from '../src/store/store.ts'
import {
  PATIENT_MS,
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { newId } from './jobs.fixture.ts'
import { intoShadow, isRude, madeModel, quickTask, saying } from './lab-model.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

const dir = testFolder()
const connection = () => connectionOf(join(dir, 'data'))
let haechi: TestService
let store: Store
let reviewer: Client

beforeAll(async () => {
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'models.yaml': 'abuse: { kind: lab, task: chat_abuse }\n',
    'queues.yaml': 'default: { description: All, default: true }\n',
    'review.yaml': 'undo: 0s\n',
    'rules/chat.yaml': `- { id: lab.act, policy: harassment.insult, on: chat.message, when: model.abuse.act, then: { verdict: hold } }
- { id: lab.rank, policy: harassment.insult, on: chat.message, when: model.abuse.rank, then: { job: default } }
`,
  })
  haechi = await startTestService({
    dir,
    models: testHost(),
    proving: { everyMs: 100, judgeEveryMs: 200 },
    wrapStore: (opened) => {
      store = opened
      return opened
    },
  })
  await store.labData.saveTask(quickTask('chat_abuse'), 'tests', Date.now())
  const id = newId<UserId>('usr')
  await sql(
    connection(),
    `insert into haechi.users (id, name, role, clearance, created_ms) values ($1, 'Mina', 'reviewer', 0, 0)`,
    [uuidOf(id)],
  )
  let secret: string | undefined
  await until(async () => {
    const asked = { name: 'mina', scopes: ['person' as const], user: id }
    secret = (await haechi.client.keys.create(asked).catch(() => undefined))?.secret
    return secret !== undefined
  })
  reviewer = createClient({ url: haechi.url, key: secret!, timeoutMs: PATIENT_MS })
})

afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

let sent = 0

/** Sends messages of ever other accounts. */
async function traffic(count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, () => {
      const i = sent++
      return haechi.client.screen({ type: 'chat.message', actor: `account:a${i}`, data: { text: saying(i) } })
    }),
  )
}

/** Judges what waits, as it is in truth. */
async function review(): Promise<void> {
  for (;;) {
    const jobs = await reviewer.jobs.take({ count: 10 })
    if (jobs.length === 0) return
    for (const job of jobs) {
      const rude = isRude(JSON.stringify(job))
      await reviewer.jobs.annotate(job.job, {
        ...{ claim: job.claim!, choice: rude ? 'violates' : 'fine', spentMs: 1 },
        ...(rude ? { policies: ['harassment.insult'], strike: false } : {}),
      })
    }
  }
}

const stateOf = async (id: ModelId) => (await store.models.get(id))!

/** Traffic and reviews until the model is where it is said to come. */
async function prove(id: ModelId, until: (state: string) => boolean): Promise<string[]> {
  const way: string[] = []
  for (let round = 0; round < 400; round++) {
    await traffic(20)
    await review()
    const { state, share } = await stateOf(id)
    const here = state === 'canary' ? `canary ${share}` : state
    if (way.at(-1) !== here) way.push(here)
    if (until(state)) return way
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  throw new Error(`${id} went ${way.join(', ')}; ${haechi.logged.slice(-5).join('\n')}`)
}

const good = madeModel('chat_abuse')

test('annotations carry a good model from shadow through the canary to live, and only then it acts', {
  timeout: 600_000,
}, async () => {
  await intoShadow(store.models, good)
  const before = await haechi.client.screen({ type: 'chat.message', data: { text: 'what a dunderhead' } })
  expect(before.verdict).toBe('allow')
  const way = await prove(good.id, (state) => state === 'live')
  expect(way.filter((one, i) => i === 0 || one !== way[i - 1]).at(0)).toBe('shadow')
  expect(way.at(-1)).toBe('live')
  const { decision, verdict } = await haechi.client.screen({
    ...{ type: 'chat.message', actor: 'account:z', data: { text: 'what a dunderhead' } },
  })
  expect(verdict).toBe('hold')
  const stored = await haechi.client.decision(decision)
  expect(stored.decision.models).toMatchObject({
    abuse: { version: good.id, reached: ['rank', 'act'] },
  })
  const entries = await store.models.entries(good.id)
  const said = (kind: string) => entries.filter((one) => one.kind === kind).map(({ body }) => body.verdict)
  expect(said('probation')).toEqual(['pass'])
  expect(said('canary')).toEqual(['promote', 'promote', 'promote', 'promote'])
  // Since when its differences are counted is told by when the first of them was drawn.
  const samples = await store.probation.samples(good.id, 'canary', 0, 100_000)
  const { drawn } = await store.probation.sums([good.id], dayOf(Date.now()) - 1)
  const canary = drawn.filter(({ design }) => design === 'canary')
  expect(Math.min(...canary.map(({ firstMs }) => firstMs))).toBe(
    Math.min(...samples.map(({ drawnMs }) => drawnMs)),
  )
})

test('a bad one is revoked, and the good one goes on', async () => {
  const bad = madeModel('chat_abuse', { seed: 2, wrong: true })
  await intoShadow(store.models, bad)
  expect((await prove(bad.id, (state) => state === 'revoked')).at(-1)).toBe('revoked')
  expect((await stateOf(good.id)).state).toBe('live')
  expect((await stateOf(bad.id)).authority).toBe('observe')
})
