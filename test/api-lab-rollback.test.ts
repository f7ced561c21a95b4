import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planRollback } from '../src/lab/registry/plan-rollback.ts'
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
import { connectionOf, databaseUrlOf, sql, until } from './store-tools.fixture.ts'

const dir = testFolder()
const other = testFolder()
const first = madeModel('chat_abuse')
const second = madeModel('chat_abuse', { seed: 2, wrong: true })
const host = testHost()
const otherHost = testHost()
let haechi: TestService
let beside: TestService
let store: Store

const PACK = {
  ...TEST_PACK,
  'models.yaml': 'abuse: { kind: lab, task: chat_abuse }\n',
  'rules/chat.yaml':
    '- { id: lab.act, policy: harassment.insult, on: chat.message, when: model.abuse.act, then: { verdict: hold } }\n',
}

beforeAll(async () => {
  for (const one of [dir, other]) writePack(join(one, 'pack'), PACK)
  haechi = await startTestService({
    dir,
    models: host,
    wrapStore: (opened) => {
      store = opened
      return opened
    },
  })
  const databaseUrl = databaseUrlOf(join(dir, 'data'))
  beside = await startTestService({ dir: other, databaseUrl, models: otherHost })
  await store.labData.saveTask(quickTask('chat_abuse', { days: 1000, canaryDays: 1000 }), 'tests', Date.now())
})
afterAll(async () => {
  await beside?.stop()
  await haechi?.stop()
  for (const one of [dir, other]) rmSync(one, { recursive: true, force: true })
})

const servedBy = (one: typeof host) => one.serving.get('chat_abuse')?.live?.id

test('a new live model is taken up by every process at once', async () => {
  await intoShadow(store.models, first)
  await intoLive(store.models, first)
  await until(async () => servedBy(host) === first.id && servedBy(otherHost) === first.id)
  for (const one of [haechi, beside]) {
    const said = await one.client.screen({ type: 'chat.message', data: { text: 'what a dunderhead' } })
    expect(said.verdict).toBe('hold')
  }
})

test('a model whose files are damaged never takes the pointer: the incumbent goes on, and it is told', async () => {
  await intoShadow(store.models, second)
  const [{ bytes }] = (await sql<{ bytes: Buffer }>(
    connectionOf(join(dir, 'data')),
    'select bytes from haechi.lab_files where sha256 = $1',
    [second.manifest.files.find(({ name }) => name === 'weights.bin')!.sha256],
  )) as [{ bytes: Buffer }]
  const damage = (to: Buffer) =>
    sql(connectionOf(join(dir, 'data')), 'update haechi.lab_files set bytes = $2 where sha256 = $1', [
      second.manifest.files.find(({ name }) => name === 'weights.bin')!.sha256,
      to,
    ])
  // A process that comes only now finds them damaged.
  await damage(Buffer.alloc(bytes.length))
  await beside.stop()
  const lateHost = testHost()
  const late = await startTestService({
    ...{ dir: other, databaseUrl: databaseUrlOf(join(dir, 'data')), models: lateHost },
  })
  try {
    await intoLive(store.models, second)
    await until(async () => servedBy(host) === second.id)
    const said = new RegExp(`${second.id} should serve chat_abuse and cannot be loaded.*${first.id} goes on`)
    await until(async () => said.test((await late.client.ready()).notes.join()))
    expect(late.logged.some((line) => line.includes('cannot be loaded'))).toBe(true)
    expect(servedBy(lateHost)).toBe(first.id)
  } finally {
    await damage(bytes)
    await late.stop()
    beside = await startTestService({
      ...{ dir: other, databaseUrl: databaseUrlOf(join(dir, 'data')), models: otherHost },
    })
  }
})

test('a rollback while requests run: the last known good serves at once, and each request is answered', async () => {
  expect(servedBy(host)).toBe(second.id)
  let going = true
  let answered = 0
  const failed: unknown[] = []
  const senders = Array.from({ length: 8 }, async (_, sender) => {
    for (let i = 0; going; i++)
      await haechi.client
        .screen({
          type: 'chat.message',
          actor: `account:s${sender}`,
          data: { text: `what a dunderhead ${i}` },
        })
        .then(
          () => {
            answered++
          },
          (fault: unknown) => {
            failed.push(fault)
          },
        )
  })
  await until(async () => answered > 50)
  const nowMs = Date.now()
  const swapped = new Promise<void>((resolve) => {
    const looking = setInterval(() => {
      if (servedBy(host) !== first.id) return
      clearInterval(looking)
      resolve()
    }, 1)
  })
  const rolled = await store.models.change(
    second.id,
    (seen) => planRollback(seen, { by: 'usr-tests', why: 'it is the worse one' }, { nowMs }),
    nowMs,
  )
  expect(rolled?.ok).toBe(true)
  await swapped
  const at = answered
  await until(async () => answered > at + 50)
  going = false
  await Promise.all(senders)
  expect(failed).toEqual([])
  expect(
    (await haechi.client.screen({ type: 'chat.message', data: { text: 'what a dunderhead' } })).verdict,
  ).toBe('hold')
  await until(async () => servedBy(otherHost) === first.id)
  expect((await store.models.get(second.id))!.state).toBe('rolled-back')
})
