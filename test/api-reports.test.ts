import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestService, TEST_PACK, type TestService, writePack } from './api-service.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

let service: TestService
let reporting: string
let plazaOnly: string
let reading: string

beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'haechi-reports-'))
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'rules/chat.yaml': TEST_PACK['rules/chat.yaml']!.replace('strike: true', 'job: default'),
    'labels.yaml': 'flagger: { on: account, description: Trusted, manual: true }\n',
    'queues.yaml':
      'default: { description: All }\naudit: { description: By chance }\nfirst: { description: First }\n',
    'review.yaml': `routes:
  - { when: 'kind == "report" && trusted', queue: first }
samples:
  - { name: allowed, share: 100%, queue: audit, verdicts: allow }
reports:
  mass: { reporters: 3, within: 5m }
  trusted: flagger
  reasons: { insult: harassment.insult }
`,
  })
  service = await startTestService({ dir })
  const key = async (scopes: ('report' | 'review')[], worlds?: string[]) =>
    (await service.client.keys.create({ name: 'k', scopes, ...(worlds && { worlds }) })).secret
  reporting = await key(['report'])
  plazaOnly = await key(['report'], ['plaza'])
  reading = await key(['review'], ['school'])
})
afterAll(() => service?.stop())

const send = (body: object, key = reporting) =>
  service.request('POST', '/v1/reports', { bonaFide: true, reason: 'insult', ...body }, { key })
const chat = (id: string, text: string, actor = 'account:u1') =>
  service.client.screen({ id, type: 'chat.message', world: 'plaza', actor, data: { text } })
const jobs = (where: string, values: unknown[] = []) =>
  // biome-ignore lint/suspicious/noExplicitAny: rows of tests
  sql<any>(connectionOf(service.dataDir), `select * from haechi.jobs where ${where}`, values)
const uuid = (id: string) => id.slice(id.indexOf('-') + 1)

test('a rule opens a job, reports of the same message join it, and the sender can ask what became of them', async () => {
  const { decision } = await chat('e-1', 'you blockhead')
  await until(async () => (await jobs('decision = $1', [uuid(decision)])).length === 1)
  const [job] = await jobs('decision = $1', [uuid(decision)])
  expect(job).toMatchObject({
    kind: 'rule',
    queue: 'default',
    severity: 3,
    item: `event:${uuid(decision)}`,
    blind: false,
  })
  const sent = await send({
    id: 'r-1',
    reporter: 'account:u2',
    event: 'e-1',
    text: 'he insults me',
    name: 'Kim Minji',
  })
  expect(sent.status).toBe(201)
  expect(sent.json).toMatchObject({ state: 'waiting', world: 'plaza', reason: 'insult' })
  const again = await send({ id: 'r-1', reporter: 'account:u2', event: 'e-1', text: 'he insults me' })
  expect(again.json.report).toBe(sent.json.report)
  expect(again.headers.get('haechi-repeated')).toBe('true')
  expect((await send({ id: 'r-1', reporter: 'account:u3', event: 'e-1' })).status).toBe(409)
  const [joined] = await jobs('decision = $1', [uuid(decision)])
  expect(joined).toMatchObject({ id: job.id, reports: 1, report_weight: 0.5, events: 1 })
  expect(joined.rank).toBeGreaterThan(job.rank)
  const asked = await service.request('GET', `/v1/reports/${sent.json.report}`, undefined, { key: reporting })
  expect(asked.json).toMatchObject({ state: 'waiting', outcome: null })
  expect(asked.text).not.toContain('insults me')
})

test('what is drawn by chance becomes a blind job of its own, and the caller is told nothing of it', async () => {
  const reply = await chat('e-2', 'nice hat', 'account:u7')
  expect(JSON.stringify(reply)).not.toContain('sample')
  await until(async () => (await jobs('decision = $1', [uuid(reply.decision)])).length === 1)
  const [job] = await jobs('decision = $1', [uuid(reply.decision)])
  expect(job).toMatchObject({
    kind: 'audit',
    blind: true,
    probability: 1,
    sample: 'allowed',
    family: '',
  })
  const priority = await service.client.reports.priority(`job-${job.id.replaceAll('-', '')}`)
  expect(priority).toMatchObject({ queue: 'audit', severity: 'S3' })
})

test('many people who report one target within minutes make one matter, which is flagged', async () => {
  for (let i = 0; i < 8; i++) {
    await chat(`m-${i}`, `hello ${i}`, 'account:victim')
    expect((await send({ id: `m-${i}`, reporter: `account:raid${i}`, event: `m-${i}` })).status).toBe(201)
  }
  const found = await jobs(`target = 'account:victim' and kind = 'report'`)
  const mass = found.filter((one) => one.mass)
  expect(mass).toMatchObject([{ item: 'account:victim', reports: 6 }])
  expect(found).toHaveLength(3)
})

test('trusted flaggers come first: by the word of a key, or by a label', async () => {
  await service.client.labels.set({ entity: 'account:ngo', label: 'flagger', reason: 'known' })
  await send({ id: 't-1', reporter: 'account:ngo', target: 'account:t1' })
  await send({ id: 't-2', reporter: 'account:u2', target: 'account:t2', trusted: true })
  await send({ id: 't-3', reporter: 'account:u2', target: 'account:t3' })
  const rank = async (item: string) => (await jobs('item = $1', [item]))[0]
  expect(await rank('account:t1')).toMatchObject({ trusted: true, queue: 'first' })
  expect(await rank('account:t2')).toMatchObject({ trusted: true, queue: 'first' })
  expect(await rank('account:t3')).toMatchObject({ trusted: false, queue: 'default' })
})

test('a reporter is worth what became of their reports; void ones take their weight with them', async () => {
  await send({ id: 'f-1', reporter: 'account:liar', target: 'account:f1' })
  await send({ id: 'f-2', reporter: 'account:liar', target: 'account:f2' })
  await send({ id: 'f-3', reporter: 'account:u5', target: 'account:f2' })
  const before = await service.client.reports.reporter('account:liar')
  expect(before).toMatchObject({ waiting: 2, reliability: 0.5 })
  expect(await service.client.reports.invalidate('account:liar')).toMatchObject({ reports: 2, withdrawn: 1 })
  const after = await service.client.reports.reporter('account:liar')
  expect(after).toMatchObject({ waiting: 0, rejected: 2, invalid: 2, reliability: 2 / 6 })
  expect((await jobs(`item = 'account:f1'`))[0].state).toBe('withdrawn')
  expect((await jobs(`item = 'account:f2'`))[0]).toMatchObject({
    state: 'open',
    reports: 1,
    report_weight: 0.5,
  })
  await send({ id: 'f-4', reporter: 'account:liar', target: 'account:f4' })
  expect((await jobs(`item = 'account:f4'`))[0].report_weight).toBeCloseTo(1 / 3)
})

test('what a report holds is for those who may see its job, and a key sees its own worlds', async () => {
  const { reports } = await service.client.reports.find({ target: 'account:u1' })
  expect(reports).toMatchObject([{ text: 'he insults me', reporter: 'account:u2', reason: 'insult' }])
  expect(JSON.stringify(reports)).not.toContain('Minji')
  const other = await service.request('POST', '/v1/reports/find', { target: 'account:u1' }, { key: reading })
  expect(other.json).toEqual({ reports: [], next: null })
  expect(
    (await service.request('POST', '/v1/reports/find', { target: 'account:u1' }, { key: reporting })).status,
  ).toBe(403)
  expect((await send({ id: 'w', target: 'account:u1', world: 'school' }, plazaOnly)).status).toBe(403)
  const school = await send({ id: 'w', target: 'account:u1', world: 'school' })
  expect(
    (await service.request('GET', `/v1/reports/${school.json.report}`, undefined, { key: plazaOnly })).status,
  ).toBe(404)
  const all = service.logged.join('\n')
  for (const secret of ['he insults me', 'Minji', 'account:liar']) expect(all).not.toContain(secret)
})

test.each([
  [{ id: 'x', target: 'account:u1', reason: 'insullt' }, 400, 'reason', /did you mean "insult"/],
  [{ id: 'x', target: 'account:u1', policy: 'harassment.inslt' }, 400, 'policy', /did you mean/],
  [{ id: 'x' }, 400, 'target', /what it is about/],
  [{ id: 'x', event: 'never-sent' }, 404, 'event', /without it/],
  [{ id: 'x', target: 'account:u1', world: 'moon' }, 400, 'world', /plaza, school/],
  [{ id: 'x', target: 'account:u1', at: '2199-01-01T00:00:00Z' }, 400, 'at', /Leave it out/],
] as const)('%j is refused with the field and the way out', async (body, status, field, wayOut) => {
  const refused = await send(body)
  expect([refused.status, refused.json.field]).toEqual([status, field])
  expect(refused.json.wayOut).toMatch(wayOut)
})
