import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Verdict } from '../../core/verdict.ts'
import { rulesetOf } from '../../engine/memory.fixture.ts'
import { writeHistory } from '../../history/history.fixture.ts'
import type { HistoryRecord } from '../../history/history-record.ts'
import type { PackFiles } from '../../pack/pack.ts'
import { SMALL_PACK } from '../../pack/small-pack.fixture.ts'
import { Chance } from '../../rules/differential/chance.fixture.ts'
import type { EventRef } from '../event-ref.ts'
import { memoryPack } from '../memory-pack.fixture.ts'
import { live } from '../prove-replay.fixture.ts'
import type { Investigation, InvestigationAsked } from './investigation.ts'
import { runInvestigation } from './run-investigation.ts'
import type { Where } from './where.ts'

const chance = new Chance(5)
const FILES: PackFiles = { ...SMALL_PACK, ...memoryPack(chance) }
const folder = mkdtempSync(join(tmpdir(), 'haechi-investigate-'))
const dir = join(folder, 'history')
let records: readonly HistoryRecord[]
let from: number
let to: number

beforeAll(async () => {
  const ruleset = rulesetOf(FILES)
  ;({ records } = await live(ruleset, chance, 1500))
  await writeHistory(dir, ruleset.pack.eventTypes.values(), records, 300)
  from = records[0]!.received
  to = records.at(-1)!.received + 1
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function investigate(
  asked: Pick<InvestigationAsked, 'on' | 'when'> & Partial<InvestigationAsked>,
): Promise<Investigation> {
  let now = 0
  const parts = { dir, stopwatch: () => now++, cpuMs: () => now++ }
  const outcome = await runInvestigation(parts, { files: FILES, from, to, ...asked })
  if (!outcome.ok) throw new Error(`${outcome.why}\n${outcome.lines.join('\n')}`)
  return outcome.investigation
}

test.each([
  ['chat.message', 'level > 5', ['event.world', 'level']],
  ['chat.message', 'true', ['actor']],
  ['chat.message', "text.contains('hello')", ['account_created', 'account_age', 'has(actor)']],
  ['direct.message', 'text.size() > 3', ['text', 'event.time']],
  ['gift.trade', 'coins >= 0', ['double(coins) / 3.0']],
])('SQL and columns find the same of %s %s by %j', async (on, when, by) => {
  for (const top of [3, 1000]) {
    const sql = await investigate({ on, when, by, top })
    const columns = await investigate({ on, when, by, top, noSql: true })
    expect(sql.plan[0]).toContain('by SQL')
    expect({ ...sql, plan: [], cost: {} }).toEqual({ ...columns, plan: [], cost: {} })
    expect(sql.matched).toBeGreaterThan(0)
  }
})

test('signals and counters can be looked for, and grouped by', async () => {
  const found = await investigate({
    on: 'chat.message',
    when: 'before_1m > 0',
    by: ['msgs_1m', 'insults.count'],
    top: 1000,
  })
  const expected = new Map<string, number>()
  for (const { type, counters, data } of records) {
    if (type !== 'chat.message' || !((counters?.before_1m ?? 0) > 0)) continue
    const key = JSON.stringify([counters!.msgs_1m ?? null, String(data.text).includes('dunderhead') ? 1 : 0])
    expected.set(key, (expected.get(key) ?? 0) + 1)
  }
  expect(found.plan[0]).toContain('over columns')
  expect(new Map(found.groups!.rows.map(({ values, matched }) => [JSON.stringify(values), matched]))).toEqual(
    expected,
  )
})

test('the series has each event in the step that it happened in', async () => {
  const everyMs = 3_600_000
  const { series, events, unknown } = await investigate({ on: 'chat.message', when: 'level > 5', everyMs })
  const chats = records.filter(({ type }) => type === 'chat.message')
  const first = Math.floor(from / everyMs) * everyMs
  const expected = series.times.map(() => 0)
  for (const { time } of chats)
    expected[Math.min(expected.length - 1, Math.max(0, Math.floor((time - first) / everyMs)))]!++
  expect(series.events).toEqual(expected)
  expect(series.times[0]).toBe(new Date(first).toISOString())
  expect(events).toBe(chats.length)
  expect(unknown).toBe(chats.filter(({ data }) => data.level === undefined).length)
})

test('a series of too many steps is refused with the way out', async () => {
  await expect(investigate({ on: 'chat.message', when: 'true', everyMs: 1000 })).rejects.toThrow(
    /steps; ask for a longer step/,
  )
})

/** A number in [0, 1), the same each time. */
const draw = new Chance(11)

test('filters, lists and events agree with a naive count, by SQL and over columns', async () => {
  const chats = records.filter(({ type }) => type === 'chat.message')
  const actors = [...new Set(chats.flatMap(({ actor }) => actor ?? []))]
  const rules = [...new Set(chats.flatMap(({ fired }) => fired))]
  const verdicts = [...new Set(chats.map(({ verdict }) => verdict))]
  const worlds = [...new Set(chats.map(({ world }) => world))]
  for (let round = 0; round < 12; round++) {
    const some = <T>(all: readonly T[]) => all.filter(() => draw.is(0.5))
    const where: Where = {
      ...(draw.is(0.5) ? { verdicts: some(verdicts) as Verdict[] } : {}),
      ...(draw.is(0.5) ? { rules: some(rules) } : {}),
      ...(draw.is(0.5) ? { worlds: some(worlds) } : {}),
      ...(draw.is(0.5) ? { actors: some(actors) } : {}),
    }
    const base = chats.filter(({ world }) => where.worlds?.includes(world) ?? true)
    const matching = base.filter(
      ({ verdict, fired, actor, data }) =>
        Number(data.level) > 3 &&
        (where.verdicts?.includes(verdict as Verdict) ?? true) &&
        (where.rules === undefined || fired.some((rule) => where.rules!.includes(rule))) &&
        (where.actors === undefined || (actor !== undefined && where.actors.includes(actor))),
    )
    const lists = ['decision.verdict', 'decision.fired', 'actor', 'event.world', 'level']
    const asked = { on: 'chat.message', when: 'level > 3', where, lists, top: 1000, events: { limit: 7 } }
    const [sql, columns] = [await investigate(asked), await investigate({ ...asked, noSql: true })]
    expect({ ...sql, plan: [], cost: {} }).toEqual({ ...columns, plan: [], cost: {} })
    expect([sql.events, sql.matched]).toEqual([base.length, matching.length])
    expect(
      Object.values(sql.series.verdicts)
        .flat()
        .reduce((a, b) => a + b, 0),
    ).toBe(matching.length)
    const counts = (values: readonly unknown[]) => {
      const counted = new Map<unknown, number>()
      for (const value of values) counted.set(value ?? null, (counted.get(value ?? null) ?? 0) + 1)
      return counted
    }
    const expected = [
      counts(matching.map(({ verdict }) => verdict)),
      counts(matching.flatMap(({ fired }) => fired)),
      counts(matching.map(({ actor }) => actor)),
      counts(matching.map(({ world }) => world)),
      counts(matching.map(({ data }) => data.level)),
    ]
    expect(sql.lists.map(({ rows }) => new Map(rows.map(({ value, matched }) => [value, matched])))).toEqual(
      expected,
    )
    expect(sql.lists.map(({ distinct, others }) => [distinct, others])).toEqual(
      expected.map(({ size }) => [size, 0]),
    )
    // The pages, one behind the other, are all of it, newest first.
    const seen: string[] = []
    let before: EventRef | undefined
    do {
      const { page } = await investigate({
        ...{ ...asked, eventsOnly: true, noSql: draw.is(0.5) },
        events: { limit: 50, ...(before && { before }) },
      })
      for (const { decision, verdict, data } of page!.events) {
        const record = chats.find(({ id }) => id === decision)!
        expect([verdict, data!.text]).toEqual([record.verdict, record.data.text])
        seen.push(decision)
      }
      before = page!.next ?? undefined
    } while (before !== undefined)
    expect(seen).toEqual(matching.map(({ id }) => id).reverse())
  }
})

test('lists and filters take no SQL and no names of columns', async () => {
  const asked = { on: 'chat.message', when: 'true' }
  const everything = await investigate({ ...asked, lists: ['event.world'] })
  for (const hostile of [`') or true --`, `x'; drop view "chat.message"; --`, '"', `\\'`])
    expect((await investigate({ ...asked, where: { actors: [hostile], rules: [hostile] } })).matched).toBe(0)
  for (const of of ['verdict', 'decision.nothing', 'ruleset', '*', 'count(*)', 'decision.constructor'])
    await expect(investigate({ ...asked, lists: [of] })).rejects.toThrow()
  expect((await investigate({ ...asked, lists: ['event.world'] })).lists).toEqual(everything.lists)
})

test('content in lists and events is only for who may see it', async () => {
  const asked = { on: 'chat.message', when: 'true', mayShowContent: false, events: { limit: 5 } }
  await expect(investigate({ ...asked, lists: ['text'] })).rejects.toThrow(/content or personal data/)
  const { page } = await investigate(asked)
  expect(page!.events.map(({ data }) => data)).toEqual([null, null, null, null, null])
})
