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
  const under = off.map(({ signal }) =>
    past
      .ask({ kind: 'investigate', asked }, { progress: () => {}, signal })
      .catch((fault: Error) => fault.name),
  )
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
