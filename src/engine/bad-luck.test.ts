import { expect, test } from 'vitest'
import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import { decisionIds } from '../core/id.ts'
import { createEngine } from './engine.ts'
import { judged, keptEvents, rulesetOf, snapshotsInMemory } from './memory.fixture.ts'
import { restoreCounters } from './restore-counters.ts'

const RULESET = rulesetOf({
  'counters.yaml': `sent_1h: { count: true, by: actor, on: chat.message, window: 1h }
sent_1d: { count: true, by: actor, on: chat.message, window: 24h }
`,
  'rules/flood.yaml': `- id: flood
  policy: spam.links
  on: chat.message
  when: sent_1h > 2 || sent_1d > 99
  then: { verdict: hold }
`,
})
const NOON = Date.UTC(2026, 9, 25, 12)
const HOUR = 3_600_000

function start(atMs: number) {
  const clock = { ms: atMs }
  const kept = keptEvents()
  const engine = createEngine({ ruleset: RULESET, clock: { now: () => clock.ms }, ids: decisionIds() })
  return { clock, kept, engine }
}

function said(time?: number): Event {
  return {
    type: 'chat.message',
    actor: 'account:u1' as EntityRef,
    ...(time === undefined ? {} : { time: new Date(time).toISOString() }),
    data: { text: 'hello' },
  }
}

test('an entity id of 1 MB is refused by its field, and nothing is counted', () => {
  const { engine } = start(NOON)
  const actor = `account:${'x'.repeat(1_048_576)}` as EntityRef
  const refused = engine.judge({ ...said(), actor })
  expect(refused).toMatchObject({ ok: false, problems: [{ field: 'actor' }] })
  expect(JSON.stringify(refused).length).toBeLessThan(1000)
  expect([...engine.memory.states.values()].map(({ keys }) => keys)).toEqual([0, 0])
})

test('a clock that jumps back an hour: ids still rise, and events of the same key are too late to be counted', () => {
  const { clock, kept, engine } = start(NOON)
  const first = judged(engine, said(), kept)
  clock.ms -= HOUR
  const back = judged(engine, said(), kept)
  expect(back.decision.decision > first.decision.decision).toBe(true)
  expect(back.decision.counters).toEqual({ sent_1h: undefined, sent_1d: undefined })
  expect(back.decision.unknown).toMatchObject([
    { rule: 'flood', missing: ['sent_1h', 'sent_1d'], took: 'skip' },
  ])
  clock.ms += HOUR + 1000
  expect(judged(engine, said(), kept).decision.counters).toEqual({ sent_1h: 2, sent_1d: 2 })
})

test('after a restart with a clock that was set back, counters are what they were', async () => {
  const { clock, kept, engine } = start(NOON)
  for (let i = 0; i < 3; i++) judged(engine, said(), kept)
  const last = await kept.last()
  clock.ms -= 60_000
  const again = createEngine({
    ...{ ruleset: RULESET, clock: { now: () => clock.ms } },
    ids: decisionIds(undefined, Number.parseInt(last!.slice(2, 14), 16) + 1),
  })
  await restoreCounters({
    ...{ memory: again.memory, ruleset: RULESET, past: kept, nowMs: clock.ms },
    snapshots: snapshotsInMemory(),
  })
  const next = judged(again, said(NOON))
  expect(next.decision.decision > last!).toBe(true)
  expect(next.decision.counters).toEqual({ sent_1h: 4, sent_1d: 4 })
})

test('the night when clocks go back has no hour twice: windows are lengths of time, not of the day', () => {
  // In Europe, 25 October 2026 has 25 hours: 00:30 UTC and 01:30 UTC are both 02:30 in Berlin.
  const { clock, engine } = start(Date.UTC(2026, 9, 25, 0, 30))
  judged(engine, said())
  clock.ms = Date.UTC(2026, 9, 25, 1, 29, 59)
  expect(judged(engine, said()).decision.counters?.sent_1h).toBe(2)
  clock.ms = Date.UTC(2026, 9, 25, 1, 30, 0)
  // An hour after the first: it is no longer within the hour, and the second still is.
  expect(judged(engine, said()).decision.counters?.sent_1h).toBe(2)
})

test('an event out of order by a day reads as unknown and changes nothing; one within its lateness is put in its place', () => {
  const { clock, engine } = start(NOON)
  judged(engine, said())
  clock.ms += 30_000
  judged(engine, said())
  expect(judged(engine, said(NOON - 24 * HOUR)).decision.counters).toEqual({
    sent_1h: undefined,
    sent_1d: undefined,
  })
  // Ten seconds after the first, so before the second: it sees the first and itself.
  expect(judged(engine, said(NOON + 10_000)).decision.counters?.sent_1h).toBe(2)
  expect(judged(engine, said()).decision.counters?.sent_1h).toBe(4)
})
