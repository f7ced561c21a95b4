import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAllowList } from '../src/enforcement/delivery/allow-list.ts'
import {
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { FAST, type Receiver, startReceiver } from './delivery-tools.fixture.ts'
import { until } from './store-tools.fixture.ts'

let haechi: TestService
let receiver: Receiver

beforeAll(async () => {
  receiver = await startReceiver()
  const dir = testFolder()
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'enforcements.yaml': 'mute: { on: account, description: May not speak, reversible: true }\n',
    'rules/mute.yaml': `- id: chat.mute
  policy: harassment.insult
  on: chat.message
  when: bad_words.count > 0
  then: { enforcement: { name: mute, for: 1h } }
  mode: live
`,
  })
  haechi = await startTestService({ dir, webhooks: { allow: readAllowList('127.0.0.1'), dispatch: FAST } })
})

afterAll(async () => {
  await haechi?.stop()
  await receiver?.close()
})

test('what a rule enforces arrives at the endpoint, signed, with its statement of reasons', async () => {
  receiver.secret = (await haechi.client.endpoints.add({ url: receiver.url })).secret
  const { decision } = await haechi.client.screen({
    type: 'chat.message',
    actor: 'account:u1',
    data: { text: 'you blockhead' },
  })
  await until(() => receiver.got.some(({ type }) => type === 'enforcement.applied'))
  const applied = receiver.got.find(({ type }) => type === 'enforcement.applied')!
  expect(applied.data).toMatchObject({
    target: 'account:u1',
    enforcement: 'mute',
    state: 'applied',
    decision,
    automated: true,
  })
  await until(() => receiver.got.some(({ type }) => type.startsWith('statement.')))
})
