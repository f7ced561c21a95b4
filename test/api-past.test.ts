import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../scripts/build.mjs'
import { type PastAside, pastAside } from '../src/backtest/past-aside.ts'
import type { JudgedEvent } from '../src/core/event.ts'
import { decisionIds } from '../src/core/id.ts'
import { recordOf, writeHistory } from '../src/history/history.fixture.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import { startTestService, TEST_PACK, type TestService } from './api-service.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'haechi-past-'))
const history = join(folder, 'history')
const FROM = Date.UTC(2026, 10, 20)
const RANGE = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' }
const SECRET = 'you numbskull of all blockheads'
let past: PastAside
let api: TestService
let readKey: string

beforeAll(async () => {
  const ids = decisionIds()
  const records = Array.from({ length: 600 }, (_, i) => {
    const event: JudgedEvent = {
      id: `e-${i}`,
      type: 'chat.message',
      time: FROM + i * 60_000,
      receivedAt: FROM + i * 60_000,
      world: i % 4 ? 'plaza' : 'school',
      session: undefined,
      actor: `account:u${i % 7}` as JudgedEvent['actor'],
      target: undefined,
      data: { text: i % 3 ? 'hello' : SECRET, level: i % 5 },
    }
    return recordOf(ids(event.receivedAt), event)
  })
  const { pack } = checkPack(TEST_PACK)
  await writeHistory(history, pack!.eventTypes.values(), records)
  const worker = pathToFileURL(join(await build(), '../backtest/past.worker.js'))
  past = pastAside(worker, history)
  api = await startTestService({ past })
  readKey = (await api.client.keys.create({ name: 'reader', scopes: ['read'] })).secret
})
afterAll(async () => {
  await api.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Line {
  readonly kind: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into reports of every form
  readonly report?: any
  readonly why?: string
  readonly lines?: readonly string[]
}

async function ask(
  path: string,
  body: object,
  key?: string,
): Promise<{ status: number; last: Line; lines: Line[] }> {
  const { status, text } = await api.request('POST', path, body, key === undefined ? {} : { key })
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  return { status, lines, last: lines.at(-1)! }
}

test('a rule of the live pack is judged over the past, and no content is told', async () => {
  const { status, last } = await ask('/v1/backtest', { rule: 'chat.insult', ...RANGE }, readKey)
  expect(status).toBe(200)
  expect(last.kind).toBe('report')
  expect(last.report.covered.events).toBe(600)
  expect(last.report.rules[0]).toMatchObject({ rule: 'chat.insult', fired: 200, examples: [] })
  expect(JSON.stringify(last)).not.toContain(SECRET)
})

test('examples hold content: for admin only', async () => {
  const body = { rule: 'chat.insult', ...RANGE, examples: 2 }
  expect((await ask('/v1/backtest', body, readKey)).status).toBe(403)
  const { last } = await ask('/v1/backtest', body)
  expect(last.report.rules[0].examples[0].data.text).toBe(SECRET)
})

test('a pack that is sent is judged, and its errors are told', async () => {
  const rules = TEST_PACK['rules/chat.yaml']!.replace('bad_words.count > 0', 'level > 3')
  const good = { ...TEST_PACK, 'rules/chat.yaml': rules }
  const { last } = await ask('/v1/backtest', { ...RANGE, files: good })
  expect(last.report.asked.kind).toBe('pack')
  expect(last.report.rules[0].fired).toBe(120)
  const bad = { ...TEST_PACK, 'rules/chat.yaml': rules.replace('level > 3', 'levle > 3') }
  const refused = await ask('/v1/backtest', { ...RANGE, files: bad })
  expect(refused.last.kind).toBe('refused')
  expect(refused.last.lines![0]).toContain('did you mean "level"')
})

test('edits are laid over the live pack, so that a rule that is nowhere yet is judged', async () => {
  const rule = { id: 'chat.draft', policy: 'harassment.insult', on: 'chat.message', when: 'level > 3' }
  const edits = [{ kind: 'add-rule', rule: { ...rule, then: { verdict: 'hold' } } }]
  const { last } = await ask('/v1/backtest', { ...RANGE, rule: 'chat.draft', edits }, readKey)
  expect(last.report.rules[0]).toMatchObject({ rule: 'chat.draft', fired: 120 })
  const both = await ask('/v1/backtest', { ...RANGE, rule: 'chat.draft', edits, files: TEST_PACK })
  expect(both.status).toBe(400)
})

test('what was misspelt is told, with what was meant', async () => {
  const rule = await ask('/v1/backtest', { rule: 'chat.insul', ...RANGE })
  expect(rule.last).toMatchObject({
    kind: 'refused',
    why: expect.stringContaining('did you mean "chat.insult"'),
  })
  const condition = await ask('/v1/investigate', { on: 'chat.message', when: 'level > "7"', ...RANGE })
  expect(condition.last).toMatchObject({ kind: 'refused', why: 'the condition cannot be used' })
})

test('a condition is counted over time and by group; by content for admin only', async () => {
  const body = {
    on: 'chat.message',
    when: 'level > 1',
    by: ['event.world', 'level'],
    everySeconds: 3600,
    ...RANGE,
  }
  const { last } = await ask('/v1/investigate', body, readKey)
  expect(last.report.matched).toBe(360)
  expect(last.report.groups.rows[0]).toEqual({ values: ['plaza', 2], matched: 90 })
  expect(last.report.series.times).toHaveLength(24)
  const byText = { ...body, by: ['text'] }
  expect((await ask('/v1/investigate', byText, readKey)).last).toMatchObject({
    kind: 'refused',
    why: expect.stringContaining('content or personal data'),
  })
  expect((await ask('/v1/investigate', { ...body, by: ['bad_words.terms'] }, readKey)).last.kind).toBe(
    'refused',
  )
  expect((await ask('/v1/investigate', byText)).last.report.groups.rows[0].values).toEqual(['hello'])
})

test('requests that make no sense are refused before anything is looked at', async () => {
  const swapped = await ask('/v1/backtest', { rule: 'chat.insult', from: RANGE.to, to: RANGE.from })
  expect(swapped).toMatchObject({ status: 400, last: { field: 'from' } })
  expect(await ask('/v1/backtest', { when: 'true', ...RANGE })).toMatchObject({
    status: 400,
    last: { field: 'on' },
  })
  const bound = await api.client.keys.create({ name: 'school', scopes: ['read'], worlds: ['school'] })
  expect(await ask('/v1/backtest', { rule: 'chat.insult', ...RANGE }, bound.secret)).toMatchObject({
    status: 403,
  })
})

test('work that is called off ends, makes room, and one too many is refused', async () => {
  const asked = { files: TEST_PACK, on: 'chat.message', when: 'true', from: FROM, to: FROM + 86_400_000 }
  const off = [new AbortController(), new AbortController()]
  // One question behind the other, so that there is one whenever it is looked.
  const busy = async (signal: AbortSignal) => {
    for (;;) await past.ask({ kind: 'investigate', asked }, { progress: () => {}, signal })
  }
  const under = off.map(({ signal }) => busy(signal).catch((fault: Error) => fault.name))
  expect(past.isFree).toBe(false)
  expect(await ask('/v1/backtest', { rule: 'chat.insult', ...RANGE })).toMatchObject({ status: 429 })
  for (const one of off) one.abort()
  expect(await Promise.all(under)).toEqual(['AbortError', 'AbortError'])
  expect(past.isFree).toBe(true)
  expect((await ask('/v1/backtest', { rule: 'chat.insult', ...RANGE })).last.kind).toBe('report')
})

test('ranges with too many events are refused with the way out, and what takes too long ends', async () => {
  const worker = pathToFileURL(join(await build(), '../backtest/past.worker.js'))
  const asked = { files: TEST_PACK, on: 'chat.message', when: 'true', from: FROM, to: FROM + 86_400_000 }
  const run = { progress: () => {}, signal: new AbortController().signal }
  const few = pastAside(worker, history, { atOnce: 1, mostEvents: 10, mostMs: 60_000, heapMb: 512 })
  expect(await few.ask({ kind: 'investigate', asked }, run)).toMatchObject({
    ok: false,
    why: expect.stringContaining('holds about 600 events'),
  })
  const quick = pastAside(worker, history, { atOnce: 1, mostEvents: 1e9, mostMs: 1, heapMb: 512 })
  await expect(quick.ask({ kind: 'investigate', asked }, run)).rejects.toThrow('took longer than')
})

test('filters, lists and events come by the API, what is known first first, and pages lead on', async () => {
  const body = {
    ...{ on: 'chat.message', when: 'level > 1', where: { worlds: ['school'] }, ...RANGE },
    ...{ lists: ['actor', 'decision.verdict'], events: { limit: 5 } },
  }
  const { lines, last } = await ask('/v1/investigate', body)
  expect(lines.map(({ kind }) => kind)).toEqual(['part', 'part', 'part', 'report'])
  expect(last.report.matched).toBe(90)
  expect(last.report.covered.asOf).toBe('2026-11-20T09:59:00.000Z')
  expect(last.report.lists[1]).toMatchObject({
    of: 'decision.verdict',
    rows: [{ value: 'allow', matched: 90 }],
  })
  const seen: string[] = []
  let next: string | null = null
  do {
    const events = { limit: 40, only: true, ...(next === null ? {} : { before: next }) }
    const answer: { last: Line } = await ask('/v1/investigate', { ...body, events })
    const { page } = answer.last.report
    seen.push(...page.events.map(({ event }: { event: string }) => event))
    next = page.next
  } while (next !== null)
  expect(new Set(seen).size).toBe(90)
})

test('content is shown to who may see it, and that is noted; others see the events without', async () => {
  const body = { on: 'chat.message', when: 'true', ...RANGE, events: { limit: 3 } }
  const content = (answer: { last: Line }) =>
    answer.last.report.page.events.map(({ data }: { data: unknown }) => data)
  expect(content(await ask('/v1/investigate', body, readKey))).toEqual([null, null, null])
  const before = await sights()
  const shown = await ask('/v1/investigate', body)
  expect(content(shown)[0]).toMatchObject({ text: expect.any(String) })
  const noted = (await sights()).at(-1)
  expect(await sights()).toHaveLength(before.length + 1)
  expect(JSON.stringify(noted)).toContain(shown.last.report.page.events[0].decision)
  await ask('/v1/investigate', { ...body, events: { limit: 3, bare: true } })
  expect(await sights()).toHaveLength(before.length + 1)
})

async function sights(): Promise<unknown[]> {
  const { json } = await api.request('POST', '/v1/audit/find', { what: 'investigation', limit: 1000 })
  return json.entries
}

test('who is bound to some worlds counts and sees those alone', async () => {
  const bound = await api.client.keys.create({ name: 'bound', scopes: ['read'], worlds: ['school'] })
  const body = { on: 'chat.message', when: 'true', ...RANGE, lists: ['event.world'], events: { limit: 500 } }
  const { last } = await ask('/v1/investigate', body, bound.secret)
  expect([last.report.events, last.report.matched]).toEqual([150, 150])
  expect(last.report.lists[0].rows).toEqual([{ value: 'school', matched: 150 }])
  expect(new Set(last.report.page.events.map(({ world }: { world: string }) => world))).toEqual(
    new Set(['school']),
  )
  const beyond = { ...body, where: { worlds: ['plaza'] } }
  expect(await ask('/v1/investigate', beyond, bound.secret)).toMatchObject({ status: 403 })
})

test('a query is saved, shared by its id, listed by its name, and deleted by who saved it', async () => {
  const query = { on: 'chat.message', when: 'level > 3', where: { actors: ['account:u1'] }, last: '7d' }
  const post = (name: string | null, key?: string) =>
    api.request('POST', '/v1/queries', { name, query }, key === undefined ? {} : { key })
  const named = (await post('High levels')).json
  const shared = (await post(null)).json
  expect(named.id).toMatch(/^qry-[0-9a-f]{32}$/)
  expect((await api.request('GET', `/v1/queries/${shared.id}`)).json).toMatchObject({ name: null, query })
  const { queries } = (await api.request('GET', '/v1/queries')).json
  expect(queries.map(({ id }: { id: string }) => id)).toEqual([named.id])
  const refused = await api.request('DELETE', `/v1/queries/${named.id}`, undefined, { key: readKey })
  expect(refused.json.type).toBe('urn:haechi:problem:beyond-you')
  const bound = await api.client.keys.create({ name: 'only school', scopes: ['read'], worlds: ['school'] })
  expect((await api.request('GET', `/v1/queries/${named.id}`, undefined, { key: bound.secret })).status).toBe(
    404,
  )
  expect((await api.request('DELETE', `/v1/queries/${named.id}`)).status).toBe(200)
  expect((await api.request('GET', `/v1/queries/${named.id}`)).status).toBe(404)
})

test('an entity is found with what it did, and has an id for addresses', async () => {
  const { json } = await api.request('POST', '/v1/entities/find', { entity: 'account:u1', days: 400 })
  expect(json).toMatchObject({ labels: [], strikes: { sum: 0 }, enforcements: [] })
  expect(json.history).toMatchObject({ acted: 86, verdicts: { allow: 86 }, worlds: ['plaza', 'school'] })
  const { ref } = (await api.request('POST', '/v1/entities/ref', { entity: 'account:u1' })).json
  expect((await api.request('POST', '/v1/entities/ref', { entity: 'account:u1' })).json.ref).toBe(ref)
  expect((await api.request('GET', `/v1/entities/ref/${ref}`)).json.entity).toBe('account:u1')
})

test("an entity's timeline comes page by page, newest first, labels between decisions", async () => {
  const times: string[] = []
  let next: string | null = null
  do {
    const more = next === null ? {} : { before: next }
    const { json } = await api.request('POST', '/v1/entities/timeline', {
      ...{ entity: 'account:u2', days: 400, limit: 30, ...more },
    })
    times.push(...json.items.map(({ at }: { at: string }) => at))
    next = json.next
  } while (next !== null)
  expect(times).toHaveLength(86)
  expect(times).toEqual(times.toSorted().reverse())
  const forged = Buffer.from(JSON.stringify({ decision: "d-' or 1=1" })).toString('base64url')
  const refused = await api.request('POST', '/v1/entities/timeline', { entity: 'account:u2', before: forged })
  expect(refused.status).toBe(400)
})

test('accounts that wrote the same are neighbours; what it was is shown in part, and only to who may see it', async () => {
  const asked = { entity: 'account:u1', days: 400 }
  const { json } = await api.request('POST', '/v1/entities/neighbours', asked)
  expect(json.shared).toHaveLength(1)
  expect(json.shared[0]).toMatchObject({ kind: 'text', accounts: 6, common: false })
  expect(json.shared[0].value).toMatch(/^you.*…$/)
  expect(json.shared[0].value).not.toContain('blockhead')
  const other = await api.request('POST', '/v1/entities/neighbours', asked, { key: readKey })
  expect(other.json.shared[0].value).toBe(null)
})
