import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestService, TEST_PACK, type TestService } from './api-service.fixture.ts'

let haechi: TestService
beforeAll(async () => {
  haechi = await startTestService()
})
afterAll(() => haechi?.stop())

test('the language tells every name of an event type with its type, from the checker itself', async () => {
  const facts = await haechi.client.language('chat.message')
  expect(facts).toMatchObject({ version: 1, worlds: ['plaza', 'school'], languages: ['en'] })
  expect(facts.eventTypes).toHaveLength(1)
  const names = new Map(facts.eventTypes[0]!.names.map((one) => [one.name, one]))
  expect(names.get('text')).toMatchObject({ kind: 'feature', type: 'string', optional: false, secret: true })
  expect(names.get('trust')).toMatchObject({ kind: 'feature', type: 'double', optional: true, secret: false })
  expect(names.get('bad_words.count')).toMatchObject({ kind: 'signal', type: 'int' })
  expect(names.get('account_age')).toMatchObject({
    kind: 'derived',
    type: 'duration',
    description: 'event.time - account_created',
  })
  expect(names.get('event.world')).toMatchObject({ kind: 'event', type: 'string', optional: false })
  expect(names.get('actor.kind')).toMatchObject({ kind: 'event', type: 'string' })
  // Whatever is proposed is known to the checker.
  const types = new Map(facts.eventTypes[0]!.names.map(({ name, type }) => [name, type]))
  for (const [name, type] of types) {
    if (name === 'data' || name === 'event') continue
    const checked = await haechi.client.checkCondition({ on: 'chat.message', when: name, expression: true })
    expect([name, checked.diagnostics.filter(({ severity }) => severity === 'error'), checked.type]).toEqual([
      name,
      [],
      type,
    ])
  }
  const contains = facts.functions.find(({ name }) => name === 'contains')!
  expect(contains).toMatchObject({ method: true, signatures: ['string.contains(string) -> bool'] })
  expect(contains.help.ko).toMatch(/[가-힣]/)
  expect(facts.policies[0]).toMatchObject({ id: 'harassment.insult', severity: 'S3' })
  expect((await haechi.request('GET', '/v1/language?type=nothing')).status).toBe(404)
})

test('the language is sent once for each version', async () => {
  const first = await haechi.request('GET', '/v1/language')
  const tag = first.headers.get('etag')!
  const again = await haechi.request('GET', '/v1/language', undefined, { headers: { 'if-none-match': tag } })
  expect([again.status, again.text]).toEqual([304, ''])
})

test('a condition is checked as it is written, with offsets', async () => {
  const when = 'bad_words.count > 0 && bad_words.cout < 5'
  const checked = await haechi.client.checkCondition({ on: 'chat.message', when })
  expect(checked).toMatchObject({ ok: false })
  const [mistake] = checked.diagnostics
  expect(mistake).toMatchObject({ severity: 'error', code: 'unknown-field', wayOut: 'did you mean "count"?' })
  expect(when.slice(mistake!.from, mistake!.to)).toBe('cout')
  expect(await haechi.client.checkCondition({ on: 'chat.message', when: 'bad_words.count > 0' })).toEqual({
    ok: true,
    type: 'bool',
    reads: ['bad_words'],
    cost: expect.any(Number),
    diagnostics: [],
  })
  // What the check of a rule warns of, it warns of here.
  const warned = await haechi.client.checkCondition({ on: ['chat.message'], when: 'level > 200' })
  expect(warned.ok).toBe(true)
  expect(warned.diagnostics.map(({ code }) => code).sort()).toEqual(['never-fires', 'optional-unasked'])
  expect(await haechi.client.checkCondition({ on: 'chat.message', when: '' })).toMatchObject({ ok: false })
  const number = await haechi.client.checkCondition({
    on: 'chat.message',
    when: 'level + 1',
    expression: true,
  })
  expect(number).toMatchObject({ ok: true, type: 'int' })
  expect((await haechi.request('POST', '/v1/check/condition', { on: 'x', when: 'true' })).status).toBe(404)
})

test('a pack is checked whole, or as a change of the live one, and nothing becomes of it', async () => {
  const whole = await haechi.client.check({ files: TEST_PACK })
  expect(whole).toMatchObject({ base: null, ok: true })
  const rules = TEST_PACK['rules/chat.yaml']!.replace('bad_words.count > 0', 'bad_words.count')
  const broken = await haechi.client.check({ changes: { 'rules/chat.yaml': rules } })
  expect(broken).toMatchObject({ base: 1, ok: false })
  expect(broken.diagnostics.find(({ severity }) => severity === 'error')).toMatchObject({
    place: { file: 'rules/chat.yaml', line: 4, column: 9 },
  })
  const gone = await haechi.client.check({ changes: { 'policies/harassment.yaml': null } })
  expect(gone.ok).toBe(false)
  expect((await haechi.client.versions.list()).live).toBe(1)
  const both = await haechi.request('POST', '/v1/check', { files: TEST_PACK, changes: {} })
  expect(both.status).toBe(400)
})

test('many checks at once: those that find a place are answered, the others told to come back', async () => {
  const ask = () => haechi.request('POST', '/v1/check', { files: TEST_PACK })
  const answers = await Promise.all(Array.from({ length: 40 }, ask))
  const statuses = new Set(answers.map(({ status }) => status))
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  expect([...statuses].filter((status) => status !== 200 && status !== 429)).toEqual([])
  expect((await ask()).status).toBe(200)
})
