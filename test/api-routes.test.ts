import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Route } from '../src/api/contract/route.ts'
import { ROUTES } from '../src/api/contract/routes.ts'
import { startTestService, type TestService } from './api-service.fixture.ts'

let haechi: TestService
beforeAll(async () => {
  haechi = await startTestService()
})
afterAll(() => haechi?.stop())

const insult = { type: 'chat.message', actor: 'account:u1', data: { text: 'you blockhead!' } }

test('an event gets the reply of the wire format', async () => {
  const { status, json, headers } = await haechi.request('POST', '/v1/screen', { id: 'wire-1', ...insult })
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(Object.keys(json)).toEqual([
    'decision',
    'verdict',
    'masked',
    'reasons',
    'unknown',
    'ruleset',
    'latencyMs',
  ])
  expect(json).toMatchObject({
    decision: expect.stringMatching(/^d-[0-9a-f]{32}$/),
    verdict: 'mask',
    masked: 'you *********!',
    reasons: [{ rule: 'chat.insult', policy: 'harassment.insult@3', severity: 'S3', spans: [[4, 13]] }],
    ruleset: expect.stringMatching(/^r-/),
  })
  expect(ROUTES.screen.reply.parse(json)).toEqual(json)
})

test('the same event gets the same decision; other content with its id is a conflict that names the field', async () => {
  const event = { id: 'again-1', ...insult }
  const first = await haechi.request('POST', '/v1/screen', event)
  const second = await haechi.request('POST', '/v1/screen', event)
  expect(second.json).toEqual(first.json)
  expect(first.headers.get('haechi-repeated')).toBeNull()
  expect(second.headers.get('haechi-repeated')).toBe('true')
  const other = await haechi.request('POST', '/v1/screen', { ...event, data: { text: 'something else' } })
  expect(other.status).toBe(409)
  expect(other.json).toMatchObject({ type: 'urn:haechi:problem:conflict', field: 'data.text' })
  const elsewhere = await haechi.request('POST', '/v1/screen', { ...event, world: 'school' })
  expect(elsewhere.status).toBe(200)
  expect(elsewhere.json.decision).not.toBe(first.json.decision)
})

test('a decision can be read and replayed', async () => {
  const { json } = await haechi.request('POST', '/v1/screen', { id: 'read-1', ...insult })
  const stored = await haechi.client.decision(json.decision)
  expect(stored.decision).toMatchObject({ verdict: 'mask', eventId: 'read-1', world: 'plaza' })
  expect(stored.event).toMatchObject(insult)
  const replayed = await haechi.client.replay(json.decision, { ruleset: 'live' })
  expect(replayed).toMatchObject({ same: true, differences: [] })
  const missing = await haechi.request('GET', `/v1/decisions/d-${'0'.repeat(32)}`)
  expect(missing.status).toBe(404)
  expect((await haechi.request('GET', '/v1/decisions/x')).json).toMatchObject({ status: 400, field: 'id' })
})

test('a decision is explained in both languages', async () => {
  const { json } = await haechi.request('POST', '/v1/screen', { id: 'explain-1', ...insult })
  const english = await haechi.client.explanation(json.decision)
  expect(english.text).toContain('chat.insult')
  expect(english.sentences.length).toBeGreaterThan(1)
  expect((await haechi.client.explanation(json.decision, 'ko')).text).toMatch(/[가-힣]/)
  const wrong = await haechi.request('GET', `/v1/decisions/${json.decision}/explanation?language=xx`)
  expect(wrong.json).toMatchObject({ status: 400, field: 'language' })
})

test('the live ruleset is shown', async () => {
  const ruleset = await haechi.client.ruleset()
  expect(ruleset).toMatchObject({
    tenant: 'tests',
    worlds: ['plaza', 'school'],
    eventTypes: ['chat.message'],
  })
  expect(ruleset.rules.map((rule) => rule.id).sort()).toEqual(['chat.insult', 'chat.young'])
})

test('every problem is problem+json with a type, a title, the way out', async () => {
  const cases: [number, () => ReturnType<TestService['request']>][] = [
    [400, () => haechi.request('POST', '/v1/screen', '{"type":')],
    [400, () => haechi.request('POST', '/v1/screen', { type: 'chat.mesage', data: { text: 'x' } })],
    [401, () => haechi.request('POST', '/v1/screen', insult, { key: null })],
    [401, () => haechi.request('POST', '/v1/screen', insult, { key: 'wrong' })],
    [404, () => haechi.request('GET', '/v2/none')],
    [405, () => haechi.request('GET', '/v1/screen')],
    [413, () => haechi.request('POST', '/v1/screen', `"${'x'.repeat(1024 * 1024)}"`)],
    [415, () => haechi.request('POST', '/v1/screen', 'x=1', { type: 'application/x-www-form-urlencoded' })],
    [415, () => haechi.request('POST', '/v1/screen', '{}', { headers: { 'content-encoding': 'gzip' } })],
    [415, () => haechi.request('POST', '/v1/screen', '{}', { type: 'application/json; charset=euc-kr' })],
    [415, () => haechi.request('POST', '/v1/screen/batch', 'x', { type: 'text/csv' })],
  ]
  for (const [status, ask] of cases) {
    const answer = await ask()
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(answer.json).toMatchObject({
      type: expect.stringMatching(/^urn:haechi:problem:/),
      title: expect.any(String),
      status,
      detail: expect.any(String),
      wayOut: expect.any(String),
    })
    if (status === 401) expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    if (status === 405) expect(answer.headers.get('allow')).toBe('POST')
  }
})

test('what is wrong with an event is listed field by field, without its values', async () => {
  const { status, json, text } = await haechi.request('POST', '/v1/screen', {
    type: 'chat.message',
    data: { text: 7, account_created: 'private', levell: 1 },
  })
  expect(status).toBe(400)
  const fields = json.errors.map((error: { field: string }) => error.field)
  expect(fields).toEqual(expect.arrayContaining(['data.text', 'data.account_created', 'data.levell']))
  expect(text).not.toContain('private')
  const typo = await haechi.request('POST', '/v1/screen', { type: 'chat.mesage', data: { text: 'x' } })
  expect(typo.text).toContain('did you mean')
})

test('nothing is open but the health checks and what people need to sign in', async () => {
  // Written out here, so that a route that is opened by mistake is not taken for meant.
  const open: Record<string, number> = {
    health: 200,
    ready: 200,
    signIn: 400,
    signInOptions: 200,
    acceptInvitation: 400,
    ssoStart: 404,
    ssoCallback: 404,
  }
  for (const [name, route] of Object.entries<Route>(ROUTES)) {
    const path = route.path.replace(':id', 'x')
    const { status } = await haechi.request(route.method, path, route.body ? {} : undefined, { key: null })
    expect([name, status]).toEqual([name, open[name] ?? 401])
  }
})

test('a browser may read the docs with the key as password, and nothing else', async () => {
  const headers = { authorization: `Basic ${Buffer.from('me:an admin key for tests').toString('base64')}` }
  const page = await haechi.request('GET', '/docs', undefined, { key: null, headers })
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(page.text).toContain('/v1/screen')
  expect(page.text).not.toMatch(/<script|src=|href="https?:|url\(/)
  expect((await haechi.request('GET', '/v1/ruleset', undefined, { key: null, headers })).status).toBe(401)
  const anonymous = await haechi.request('GET', '/docs', undefined, { key: null })
  expect(anonymous.headers.get('www-authenticate')).toContain('Basic')
})

test('keys do what their scopes and worlds say, until they are revoked', async () => {
  const made = await haechi.client.keys.create({ name: 'plaza only', scopes: ['screen'], worlds: ['plaza'] })
  const asked = (event: object) => haechi.request('POST', '/v1/screen', event, { key: made.secret })
  expect((await asked(insult)).status).toBe(200)
  expect((await asked({ ...insult, world: 'school' })).json).toMatchObject({ status: 403, field: 'world' })
  expect((await haechi.request('GET', '/v1/ruleset', undefined, { key: made.secret })).status).toBe(403)
  const listed = (await haechi.client.keys.list()).find((key) => key.id === made.id)!
  expect(listed).toMatchObject({ name: 'plaza only', revokedAt: null })
  expect(listed).not.toHaveProperty('secret')
  expect((await haechi.client.keys.revoke(made.id)).revokedAt).not.toBeNull()
  expect((await asked(insult)).status).toBe(401)
  const typo = { name: 'x', scopes: ['screen'], worlds: ['plazza'] }
  expect((await haechi.request('POST', '/v1/keys', typo)).json).toMatchObject({
    status: 400,
    field: 'worlds[0]',
  })
})

test('a key that could make itself more than it is cannot be made', async () => {
  const refused = [
    [{ name: 'x', scopes: ['admin'], worlds: ['plaza'] }, 'worlds'],
    [{ name: 'x\u001b[2J', scopes: ['read'] }, 'name'],
    [{ name: 'x', scopes: ['screen'], ratePerSecond: 1e-7 }, 'ratePerSecond'],
  ] as const
  for (const [key, field] of refused) {
    const { status, json } = await haechi.request('POST', '/v1/keys', key)
    expect({ status, field: (json as { field: string }).field }).toEqual({ status: 400, field })
  }
})

test('a key beyond its rate is told when to come back', async () => {
  const made = await haechi.client.keys.create({ name: 'slow', scopes: ['screen'], ratePerSecond: 1 })
  const asked = () => haechi.request('POST', '/v1/screen', insult, { key: made.secret })
  const answers = await Promise.all(Array.from({ length: 20 }, asked))
  const limited = answers.find((answer) => answer.status === 429)!
  expect(limited.json.type).toBe('urn:haechi:problem:rate-limited')
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
})

test('the OpenAPI document holds every route, and its schemas accept the real replies', async () => {
  const { json } = await haechi.request('GET', '/openapi.json')
  expect(json.openapi).toBe('3.1.0')
  const operations = Object.values<object>(json.paths).flatMap((path) => Object.keys(path))
  expect(operations).toHaveLength(Object.keys(ROUTES).length)
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const reply = (path: string, method: string, status = '200') =>
    json.paths[path][method].responses[status].content['application/json'].schema
  const screened = await haechi.request('POST', '/v1/screen', insult)
  const checks: [string, string, unknown][] = [
    ['/v1/screen', 'post', screened.json],
    [
      '/v1/decisions/{id}',
      'get',
      (await haechi.request('GET', `/v1/decisions/${screened.json.decision}`)).json,
    ],
    ['/v1/ruleset', 'get', (await haechi.request('GET', '/v1/ruleset')).json],
    ['/v1/keys', 'get', (await haechi.request('GET', '/v1/keys')).json],
    ['/readyz', 'get', (await haechi.request('GET', '/readyz')).json],
  ]
  for (const [path, method, value] of checks) {
    const check = ajv.compile(reply(path, method))
    expect([path, check(value), check.errors]).toEqual([path, true, null])
  }
  const screenReply = ajv.compile(reply('/v1/screen', 'post'))
  expect(screenReply({ ...screened.json, verdict: 'maybe' })).toBe(false)
})

test('metrics count what happened, without content or ids of users', async () => {
  await haechi.request('POST', '/v1/screen', { ...insult, actor: 'account:very-private' })
  const { text, headers } = await haechi.request('GET', '/metrics')
  expect(headers.get('content-type')).toContain('text/plain; version=0.0.4')
  expect(text).toMatch(/haechi_decisions_total\{type="chat.message",verdict="mask"\} \d+/)
  expect(text).toMatch(/haechi_rule_fired_total\{rule="chat.insult",mode="live"\} \d+/)
  expect(text).not.toMatch(/private|blockhead|u1/)
})

test('the log holds no content and no ids of users', () => {
  expect(haechi.logged.join('\n')).not.toMatch(/blockhead|account:|private|admin key for tests/)
})
