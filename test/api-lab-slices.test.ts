import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testHost } from '../src/signals/models/test-host.fixture.ts'
import type { Store } from '../src/store/store.ts'
import {
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { intoLive, intoShadow, madeModel, quickTask } from './lab-model.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

// A live model that may act, on texts of slices that had too few labels.

const dir = testFolder()
const host = testHost()
const model = madeModel('chat_abuse')
let haechi: TestService
let store: Store

beforeAll(async () => {
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'models.yaml': 'abuse: { kind: lab, task: chat_abuse }\n',
    'rules/chat.yaml': `- { id: lab.act, policy: harassment.insult, on: chat.message, when: model.abuse.act, then: { verdict: hold } }
- { id: lab.rank, policy: harassment.insult, on: chat.message, when: model.abuse.rank, then: { verdict: allow } }
`,
  })
  haechi = await startTestService({
    ...{ dir, models: host, proving: { everyMs: 50, judgeEveryMs: 60_000 } },
    wrapStore: (opened) => {
      store = opened
      return opened
    },
  })
  await store.labData.saveTask(quickTask('chat_abuse', { days: 1000 }), 'tests', Date.now())
  const named = (by: string, ...values: string[]) => values.map((value) => ({ by, value }))
  await intoShadow(store.models, model, Date.now(), {
    holds: [
      ...named('script', 'Latin'),
      ...named('length', '1 to 20', '21 to 60'),
      ...named('identity', 'none'),
    ],
    reviewOnly: [...named('identity', 'any', 'gender'), ...named('script', 'Hangul')],
  })
  await intoLive(store.models, model)
  await until(() => host.serving.get('chat_abuse')?.live?.id === model.id)
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

test.each([
  ['what a dunderhead', 'hold', ['rank', 'act']],
  ['what a dunderhead woman', 'allow', ['rank']],
  ['야 dunderhead 바보 같은 소리', 'allow', ['rank']],
  [`${'so dunderhead of you '.repeat(5)}`, 'allow', ['rank']],
])('%j: %s', async (text, verdict, reached) => {
  const said = await haechi.client.screen({ type: 'chat.message', actor: 'account:a', data: { text } })
  const { decision } = await haechi.client.decision(said.decision)
  expect([decision.verdict, decision.models!.abuse!.reached]).toEqual([verdict, reached])
  // Judged again, it is as it was recorded.
  expect(await haechi.client.replay(said.decision)).toMatchObject({ same: true })
})

test('what it may not act on is not counted as acted on where it is watched', async () => {
  await until(async () => {
    const { cells } = await haechi.client.probation(model.id)
    return (cells.act ?? 0) + (cells.review ?? 0) === 4
  })
  expect((await haechi.client.probation(model.id)).cells).toMatchObject({ act: 1, review: 3 })
})

test('the certificate that says so is in the chain, and a change of it is found', async () => {
  expect(await haechi.client.models.verify()).toMatchObject({ ok: true })
  const { entries } = await haechi.client.models.get(model.id)
  const { number } = entries.find(({ kind }) => kind === 'gates')!
  const { body } = await haechi.client.models.entry(model.id, number)
  expect(JSON.stringify(body)).toContain('"reviewOnly":[{"by":"identity","value":"any"}')
  // Whoever lets it act where it was not tried is found out.
  await sql(
    connectionOf(join(dir, 'data')),
    `set session_replication_role = replica;
     update haechi.model_log set body = replace(body, '"value":"none"', '"value":"any"') where number = ${number}`,
  )
  expect(await haechi.client.models.verify()).toMatchObject({ ok: false, broken: { number } })
})
