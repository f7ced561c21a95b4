import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Enforcement } from '../src/api/contract/enforcements.ts'
import { startTestService, type TestService, testFolder } from './api-service.fixture.ts'

let service: TestService
let dir: string

beforeAll(async () => {
  dir = testFolder()
  const pack = (file: string) => join(dir, 'pack', file)
  writeFileSync(
    pack('enforcements.yaml'),
    `mute: { on: account, title: { en: Muted }, description: May not speak, for: 1h }
restrict: { on: account, title: { en: Restricted }, description: May not use, params: { feature: { type: string, required: true, one_of: [voice, trade] } } }
remove: { on: item, title: { en: Removed }, description: Taken down }
blink: { on: account, title: { en: A blink }, description: Over at once, for: 1s }
`,
  )
  writeFileSync(
    pack('strikes.yaml'),
    'thresholds: [{ at: 2, within: 1d, enforcement: mute, for: 2h }]\nfold: 0s\n',
  )
  writeFileSync(pack('appeals.yaml'), 'window: 184d\n')
  appendFileSync(
    pack('rules/chat.yaml'),
    `- id: chat.told
  policy: harassment.insult
  on: chat.message
  when: bad_words.count == 1
  then: { notice: true, enforcement: { name: restrict, with: { feature: voice } } }
  mode: live
  owner: tests
  description: Whoever insults once is told, and may not use voice.
`,
  )
  service = await startTestService({ dir })
})

afterAll(() => service?.stop())

let players = 0
const player = () => `account:a${++players}`

async function insult(actor: string): Promise<string> {
  const { decision } = await service.client.screen({
    type: 'chat.message',
    world: 'plaza',
    actor,
    data: { text: 'what a blockhead' },
  })
  return decision
}

/** Effects are carried out a moment after the decision. */
async function until<T>(look: () => Promise<T>, holds: (found: T) => boolean): Promise<T> {
  for (;;) {
    const found = await look()
    if (holds(found)) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const under = async (target: string, all = false): Promise<Enforcement[]> =>
  (await service.client.enforcements.find({ target, all })).enforcements
const body = (about: string, account: string, more: object = {}) => ({
  about,
  account,
  text: 'It was a quote.',
  ...more,
})

test('what rules ask for is in force a moment later, with statements, strikes and what they add up to', async () => {
  const account = player()
  const decision = await insult(account)
  const [restrict] = await until(
    () => under(account),
    (found) => found.length === 1,
  )
  expect(restrict).toMatchObject({
    enforcement: 'restrict',
    params: { feature: 'voice' },
    state: 'applied',
    until: null,
  })
  await insult(account)
  const both = await until(
    () => under(account),
    (found) => found.length === 2,
  )
  const mute = both.find(({ enforcement }) => enforcement === 'mute')!
  expect(mute.causes).toMatchObject([{ kind: 'threshold', threshold: { at: 2 } }])
  const strikes = await service.client.strikes.find({ account })
  expect(strikes).toMatchObject({ sum: 2, strikes: [{ state: 'counts' }, { state: 'counts', decision }] })
  const { statements } = await service.client.statements.find({ account })
  expect(statements.map(({ kind }) => kind).sort()).toEqual([
    'enforcement',
    'enforcement',
    'enforcement',
    'notice',
    'notice',
  ])
  const told = await service.client.statements.get(mute.causes[0]!.statement!)
  expect(told.texts.en).toContain('several violations have added up')
  const preview = await service.client.enforcements.preview({ at: [2, 3] })
  expect(preview.hit).toEqual([
    { at: 2, accounts: 1 },
    { at: 3, accounts: 0 },
  ])
  // One strike taken back leaves 1, which no threshold is reached by.
  await service.client.strikes.reverse(strikes.strikes[0]!.id, { reason: 'a joke between friends' })
  expect((await under(account)).map(({ enforcement }) => enforcement)).toEqual(['restrict'])
})

test('what is done by hand holds, extends what holds, is told, ends by itself, and is taken back', async () => {
  const target = player()
  const asked = { target, enforcement: 'mute', policy: 'harassment.insult', reason: 'seen it' }
  const first = await service.client.enforcements.apply({ ...asked, for: '1h' })
  const second = await service.client.enforcements.apply({ ...asked, for: '3h' })
  expect(second.id).toBe(first.id)
  expect(second.causes).toHaveLength(2)
  expect(second.until! > first.until!).toBe(true)
  expect(second.sequence).toBe(2)
  const { statements } = await service.client.statements.find({ account: target })
  expect(statements).toHaveLength(2)
  expect(statements[0]!.texts.en).toContain('The decision was made by a person.')
  expect(JSON.stringify(statements)).not.toContain('seen it')
  const reversed = await service.client.enforcements.reverse(first.id, { reason: 'wrong one' })
  expect(reversed.state).toBe('reversed')
  expect((await service.client.enforcements.reverse(first.id, { reason: 'again' })).sequence).toBe(3)
  expect((await service.client.statements.find({ account: target })).statements[0]).toMatchObject({
    kind: 'correction',
  })
  const brief = await service.client.enforcements.apply({ ...asked, enforcement: 'blink' })
  const ended = await until(
    () => service.client.enforcements.get(brief.id),
    ({ state }) => state !== 'applied',
  )
  expect(ended).toMatchObject({ state: 'expired', endedAt: brief.until })
})

test.each([
  ['an enforcement that the pack has not', { enforcement: 'mut' }, 'enforcement'],
  ['a target of another kind', { target: 'item:i1' }, 'target'],
  ['a parameter that is missing', { enforcement: 'restrict' }, 'params'],
  [
    'a parameter of no allowed value',
    { enforcement: 'restrict', params: { feature: 'chat' } },
    'params.feature',
  ],
  ['a parameter that is not declared', { params: { loud: true } }, 'params.loud'],
  ['a policy that the pack has not', { policy: 'harassment.nothing' }, 'policy'],
  ['an end in the past', { until: '2020-01-01T00:00:00Z' }, 'until'],
])('%s is refused', async (_, change, field) => {
  const asked = { target: 'account:x1', enforcement: 'mute', policy: 'harassment.insult', reason: 'seen it' }
  const { status, json } = await service.request('POST', '/v1/enforcements', { ...asked, ...change })
  expect([status, json.field]).toEqual([400, field])
  expect(json.wayOut).not.toBe('')
  expect(await under('account:x1')).toEqual([])
})

test('an appeal is received, found and shown; another one, somebody else’s and a late one are refused', async () => {
  const account = player()
  const decision = await insult(account)
  const [restrict] = await until(
    () => under(account),
    (found) => found.length === 1,
  )
  const filed = await service.client.appeals.file(body(decision, account, { id: 't-1' }))
  expect(filed).toMatchObject({ state: 'open', decision, policy: 'harassment.insult@3' })
  expect((await service.client.appeals.file(body(decision, account, { id: 't-1' }))).id).toBe(filed.id)
  const double = await service.request('POST', '/v1/appeals', body(restrict!.id, account))
  expect([double.status, double.json.type]).toEqual([409, 'urn:haechi:problem:appeal-double'])
  expect(double.json.detail).toContain(filed.id)
  const others = await service.request('POST', '/v1/appeals', body(decision, player()))
  expect(others.status).toBe(404)
  expect(await service.client.appeals.get(filed.id)).toEqual(filed)
  const { appeals } = await service.client.appeals.find({ account })
  expect(appeals).toMatchObject([{ id: filed.id, text: 'It was a quote.', severity: 'S3' }])
})

test('who is bound to a world sees and does nothing elsewhere', async () => {
  const target = player()
  const plaza = await service.client.enforcements.apply({
    ...{ target, enforcement: 'mute', policy: 'harassment.insult', reason: 'seen it', world: 'plaza' },
  })
  const { secret } = await service.client.keys.create({
    name: 'school',
    scopes: ['review', 'report'],
    worlds: ['school'],
  })
  const ask = (method: string, path: string, sent?: unknown) =>
    service.request(method, path, sent, { key: secret })
  expect((await ask('POST', '/v1/enforcements/find', { target })).json.enforcements).toEqual([])
  expect((await ask('GET', `/v1/enforcements/${plaza.id}`)).status).toBe(404)
  expect((await ask('POST', `/v1/enforcements/${plaza.id}/reverse`, { reason: 'x' })).status).toBe(404)
  expect((await ask('GET', `/v1/statements/${plaza.causes[0]!.statement}`)).status).toBe(404)
  expect((await ask('POST', '/v1/appeals', body(plaza.id, target))).status).toBe(404)
  expect((await ask('POST', '/v1/enforcements/threshold-preview', {})).status).toBe(403)
  const own = { target, enforcement: 'mute', policy: 'harassment.insult', reason: 'seen it' }
  expect((await ask('POST', '/v1/enforcements', { ...own, world: 'plaza' })).status).toBe(403)
  expect((await service.client.enforcements.get(plaza.id)).state).toBe('applied')
})

test('who may not read enforcements, or act, is refused', async () => {
  const { secret } = await service.client.keys.create({ name: 'game', scopes: ['screen', 'report'] })
  const ask = (path: string, sent: unknown) => service.request('POST', path, sent, { key: secret })
  expect((await ask('/v1/enforcements/find', { target: 'account:a1' })).status).toBe(403)
  expect((await ask('/v1/statements/find', { account: 'account:a1' })).status).toBe(403)
  expect((await ask('/v1/appeals/find', {})).status).toBe(403)
})
