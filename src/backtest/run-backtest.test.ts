import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulesetOf } from '../engine/memory.fixture.ts'
import { writeHistory } from '../history/history.fixture.ts'
import type { PackFiles } from '../pack/pack.ts'
import { SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { Chance } from '../rules/differential/chance.fixture.ts'
import { memoryPack } from './memory-pack.fixture.ts'
import { type Lived, live } from './prove-replay.fixture.ts'
import type { BacktestReport } from './report/report.ts'
import { type BacktestAsked, runBacktest } from './run-backtest.ts'

const chance = new Chance(7)
const FILES: PackFiles = { ...SMALL_PACK, ...memoryPack(chance) }
const RULESET = rulesetOf(FILES)
const folder = mkdtempSync(join(tmpdir(), 'haechi-backtest-'))
const dir = join(folder, 'history')
let lived: Lived
let from: number
let to: number

beforeAll(async () => {
  lived = await live(RULESET, chance, 2500)
  await writeHistory(dir, RULESET.pack.eventTypes.values(), lived.records, 400)
  from = lived.records[0]!.received
  to = lived.records.at(-1)!.received + 1
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function backtest(
  asked: Pick<BacktestAsked, 'subject'> & Partial<BacktestAsked>,
): Promise<BacktestReport> {
  let now = 0
  const outcome = await runBacktest(
    { dir, stopwatch: () => now++, cpuMs: () => now++ },
    { from, to, ...asked },
  )
  if (!outcome.ok) throw new Error(`${outcome.why}\n${outcome.lines.join('\n')}`)
  return outcome.report
}

test('the pack that judged then would have done what it did, rule by rule', async () => {
  const report = await backtest({ subject: { kind: 'pack', files: FILES } })
  expect(report.covered.events).toBe(lived.records.length)
  expect(report.verdicts.changed).toBe(0)
  for (const rule of report.rules) {
    const then = [...lived.decisions.values()].filter((one) =>
      [...one.reasons, ...one.shadow].some((reason) => reason.rule === rule.rule),
    )
    expect([rule.rule, rule.fired]).toEqual([rule.rule, then.length])
    expect(rule.recorded).toEqual({
      rulesets: [RULESET.id],
      recorded: then.length,
      replayed: then.length,
      both: then.length,
      differing: [],
    })
    expect(rule.accounts).toEqual({
      count: new Set(then.flatMap(({ actor }) => actor ?? [])).size,
      exact: true,
    })
    expect(rule.perDay.reduce((a, b) => a + b, 0)).toBe(rule.fired)
    const unknown = [...lived.decisions.values()].flatMap((one) =>
      one.unknown.filter((other) => other.rule === rule.rule),
    )
    expect(rule.unknown.count).toBe(unknown.length)
    const names = new Set(unknown.flatMap(({ missing }) => missing))
    for (const { name } of rule.unknown.missing) expect(names).toContain(name)
  }
  expect(report.events.reduce((a, b) => a + b, 0)).toBe(lived.records.length)
})

test.each([false, true])('events stand on the day that they happened on (noSql: %s)', async (noSql) => {
  const day = 86_400_000
  const first = Math.floor(from / day) - 2
  const subject = { kind: 'condition', files: FILES, on: 'chat.message', when: 'level > 5' } as const
  const { days, events, rules } = await backtest({ subject, from: first * day, noSql })
  const expected = days.map(() => 0)
  for (const { time, type } of lived.records)
    if (type === 'chat.message')
      expected[Math.min(days.length - 1, Math.max(0, Math.floor(time / day) - first))]!++
  expect(events).toEqual(expected)
  // Not all on the day on which they were received.
  expect(events.filter((count) => count > 0).length).toBeGreaterThan(1)
  expect(rules[0]!.perDay.every((fired, i) => fired <= expected[i]!)).toBe(true)
})

/** Conditions without memory, on event types of the pack. */
const STATELESS: readonly (readonly [on: string, when: string])[] = [
  ['chat.message', "level > 5 && event.world == 'plaza'"],
  ['chat.message', 'account_age < duration("24h") || level == 3'],
  ['chat.message', "text.contains('hello') && has(actor) && actor != 'account:a'"],
  ['direct.message', "text.startsWith('you') || text == 'x'"],
  ['gift.trade', 'coins >= 100 && !(event.received - event.time > duration("30s"))'],
  ['chat.message', 'level + 1 > 100'],
]

test.each(STATELESS)('SQL says of %s %s what columns say', async (on, when) => {
  const subject = { kind: 'condition', files: FILES, on, when } as const
  const sql = await backtest({ subject, examples: 7 })
  const columns = await backtest({ subject, examples: 7, noSql: true })
  expect(sql.plan[0]).toContain('by SQL')
  expect(columns.plan[0]).toContain('over columns')
  expect({ ...sql, plan: [], cost: {} }).toEqual({ ...columns, plan: [], cost: {} })
})

test('a rule of the pack by SQL and over columns, held against what was recorded of it', async () => {
  // One that judged then, with another condition.
  const rules = FILES['rules/memory.yaml']!.replace(/'coins > \d+ && loud_1h > \d+'/, "'coins > 150'")
  const files = { ...FILES, 'rules/memory.yaml': rules }
  const subject = { kind: 'rule', files, rule: 'r17' } as const
  const sql = await backtest({ subject })
  const columns = await backtest({ subject, noSql: true })
  expect(sql.plan[0]).toContain('by SQL')
  expect({ ...sql, plan: [], cost: {} }).toEqual({ ...columns, plan: [], cost: {} })
  const { recorded } = sql.rules[0]!
  expect(recorded!.differing.length).toBeGreaterThan(0)
  expect(recorded!.recorded).not.toBe(recorded!.both)
  expect(sql.verdicts.stricter).toBe(sql.rules[0]!.raised)
})
