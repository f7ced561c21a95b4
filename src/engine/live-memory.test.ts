import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import { decisionIds } from '../core/id.ts'
import { createEngine, type Engine } from './engine.ts'
import { takeSnapshot } from './keep-snapshots.ts'
import { judged, type KeptEvents, keptEvents, rulesetOf, snapshotsInMemory } from './memory.fixture.ts'
import { replay } from './replay.ts'
import { restoreCounters } from './restore-counters.ts'
import { swapWithMemory } from './swap-with-memory.ts'

const COUNTERS = `msgs_1m: { count: true, by: actor, on: [chat.message, direct.message], window: 1m }
before_1m: { count: true, by: actor, on: chat.message, window: 1m, self: false }
people_10m: { distinct: target, by: actor, on: chat.message, window: 10m }
same_1h: { distinct: actor, by: text, on: chat.message, window: 1h }
levels_1h: { sum: level, by: actor, on: chat.message, window: 1h, where: level > 5 }
busy_1h: { count: true, by: actor, on: chat.message, window: 1h, where: msgs_1m > 2 }
pair_1h: { count: true, by: [actor, target], unordered: true, on: chat.message, window: 1h }
got_1h: { count: true, by: target, read: actor, on: chat.message, window: 1h }
mentioned_1h: { distinct: mentions, by: actor, on: chat.message, window: 1h }
gap: { since: true, by: actor, on: chat.message, window: 1h }
heat: { score: 1.0, half_life: 10m, by: actor, on: chat.message, window: 1h, late: 7d }
`
const RULES = `- id: flood
  policy: spam.links
  on: [chat.message, direct.message]
  when: msgs_1m > 3
  then: { verdict: hold, label: { name: insulter, on: actor, for: 10m } }
- id: insulter
  policy: harassment.insult
  on: chat.message
  when: actor.labels.has('insulter')
  then: { verdict: nudge }
- id: all
  policy: spam.links
  on: chat.message
  when: >-
    before_1m > 99 || people_10m > 99 || same_1h > 99 || levels_1h > 999 || busy_1h > 99 || pair_1h > 99
    || got_1h > 99 || mentioned_1h > 99 || gap > duration('2h') || heat > 99.0
  then: { verdict: hold }
`
const RULESET = rulesetOf({ 'counters.yaml': COUNTERS, 'rules/counted.yaml': RULES })
const START = Date.UTC(2026, 10, 24, 9)

function engineAt(clock: { ms: number }, ruleset = RULESET): Engine {
  return createEngine({ ruleset, clock: { now: () => clock.ms }, ids: decisionIds(), settles: true })
}

function chat(actor: string, text: string, more: Partial<Event> & { data?: Event['data'] } = {}): Event {
  const { data, ...rest } = more
  return { type: 'chat.message', actor: `account:${actor}` as EntityRef, ...rest, data: { text, ...data } }
}

test('rules read what was counted, as of the event and with it', () => {
  const clock = { ms: START }
  const engine = engineAt(clock)
  for (let i = 1; i <= 4; i++) {
    clock.ms += 1000
    const { decision } = judged(engine, chat('u1', `hello ${i}`))
    expect(decision.counters).toMatchObject({ msgs_1m: i, before_1m: i - 1 })
    expect(decision.reasons.map(({ rule }) => rule)).toEqual(i === 4 ? ['flood'] : [])
    if (i === 4) expect(decision.reasons[0]!.saw).toEqual({ msgs_1m: 4 })
  }
  clock.ms += 61_000
  expect(judged(engine, chat('u1', 'later')).decision.counters).toMatchObject({ msgs_1m: 1 })
  expect(judged(engine, chat('u2', 'another')).decision.counters).toMatchObject({ msgs_1m: 1 })
})

test('one message from many accounts is one key, whatever its spelling', () => {
  const engine = engineAt({ ms: START })
  const texts = ['buy cheap gems at my shop', 'BUY  cheap gems at my shop!!', 'buy cheap g3ms at my shop']
  const seen = texts.map((text, i) => judged(engine, chat(`u${i}`, text)).decision.counters?.same_1h)
  expect(seen).toEqual([1, 2, 3])
  expect(judged(engine, chat('u9', 'good morning everybody here')).decision.counters?.same_1h).toBe(1)
})

test('a pair is the same in either order, a list counts each item, and another key can be read', () => {
  const engine = engineAt({ ms: START })
  const to = (target: string) => ({ target: `account:${target}` as EntityRef })
  judged(engine, chat('a', 'one', { ...to('b'), data: { mentions: ['account:x', 'account:y'] } }))
  const { counters } = judged(engine, chat('b', 'two', to('a'))).decision
  expect(counters).toMatchObject({ pair_1h: 2, got_1h: 1 })
  const again = chat('a', 'three', { ...to('b'), data: { mentions: ['account:y', 'account:z'] } })
  expect(judged(engine, again).decision.counters).toMatchObject({ mentioned_1h: 3, people_10m: 1 })
})

test('a counter may count by what another says', () => {
  const engine = engineAt({ ms: START })
  const seen = [1, 2, 3, 4].map((i) => judged(engine, chat('u1', `m ${i}`)).decision.counters?.busy_1h)
  expect(seen).toEqual([0, 0, 1, 2])
})

test('a part of the key that is missing makes the counter unknown, and the rule says so', () => {
  const engine = engineAt({ ms: START })
  const { decision } = judged(engine, { type: 'chat.message', data: { text: 'nobody' } })
  expect(decision.counters?.msgs_1m).toBeUndefined()
  expect(decision.unknown.find(({ rule }) => rule === 'flood')?.missing).toEqual(['msgs_1m'])
})

test('an event sent again is not counted again; one that was not stored is taken back', () => {
  const engine = engineAt({ ms: START })
  const first = chat('u1', 'hello', { id: 'e-1' })
  judged(engine, first)
  judged(engine, first, undefined, false) // the store says: repeated
  expect(judged(engine, chat('u1', 'two')).decision.counters?.msgs_1m).toBe(2)
  judged(engine, chat('u1', 'lost', { id: 'e-2' }), undefined, false) // the store was gone
  const { counters } = judged(engine, chat('u1', 'lost', { id: 'e-2' })).decision
  expect(counters?.msgs_1m).toBe(3)
})

test('a label that a decision sets is borne by the next event, recorded, and over when its time is', () => {
  const clock = { ms: START }
  const engine = engineAt(clock)
  for (let i = 0; i < 4; i++) judged(engine, chat('u1', `m ${i}`))
  const { decision } = judged(engine, chat('u1', 'again'))
  expect(decision.labels).toEqual([{ entity: 'account:u1', label: 'insulter' }])
  expect(decision.reasons.map(({ rule }) => rule)).toContain('insulter')
  clock.ms += 600_001
  expect(judged(engine, chat('u1', 'much later')).decision.labels).toBeUndefined()
})

test('a decision is replayed with the memory that it saw', async () => {
  const engine = engineAt({ ms: START })
  let last = judged(engine, chat('u1', 'm'))
  for (let i = 0; i < 5; i++) last = judged(engine, chat('u1', `m ${i}`))
  const { decision, entry } = last
  expect(decision.reasons.length).toBe(2)
  const replayed = await replay(RULESET, { decision, event: entry.event })
  expect(replayed).toMatchObject({ ok: true, same: true })
})

/** A history of events: late ones, repeated ones, some never stored. */
const histories = fc.array(
  fc.record({
    actor: fc.constantFrom('a', 'b', 'c'),
    target: fc.option(fc.constantFrom('a', 'b', 'd'), { nil: undefined }),
    text: fc.constantFrom('hello there my friends', 'HELLO there my friends', 'another text altogether', 'x'),
    level: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    mentions: fc.array(fc.constantFrom('account:x', 'account:y', 'account:z'), { maxLength: 3 }),
    stepMs: fc.constantFrom(0, 10, 900, 20_000, 400_000),
    lateMs: fc.constantFrom(0, 0, 0, 5000, 59_000, 90_000, 86_400_000),
    stored: fc.constantFrom(true, true, true, true, false),
    direct: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
)
type History = typeof histories extends fc.Arbitrary<infer T> ? T : never

function play(engine: Engine, clock: { ms: number }, history: History, kept: KeptEvents): void {
  for (const one of history) {
    clock.ms += one.stepMs
    const event: Event = one.direct
      ? { type: 'direct.message', actor: `account:${one.actor}` as EntityRef, data: { text: one.text } }
      : chat(one.actor, one.text, {
          time: new Date(clock.ms - one.lateMs).toISOString(),
          ...(one.target === undefined ? {} : { target: `account:${one.target}` as EntityRef }),
          data: { mentions: one.mentions, ...(one.level === undefined ? {} : { level: one.level }) },
        })
    judged(engine, event, kept, one.stored)
  }
}

/** What every counter says of each account and text, at a time. */
function readings(engine: Engine) {
  return ['a', 'b', 'c'].flatMap((actor) =>
    ['hello there my friends', 'x'].map(
      (text) =>
        judged(engine, chat(actor, text, { target: 'account:a' as EntityRef }), undefined, false).decision
          .counters!,
    ),
  )
}

/**
 * An event that was taken back keeps its key for a window more, and with it what is left of a score by then: six half-lives
 * here, a sixty-fourth of an event.
 */
const RESIDUE = 0.25

function expectSame(one: ReturnType<typeof readings>, other: ReturnType<typeof readings>): void {
  const but = ({ heat: _, ...others }: Readonly<Record<string, number>>) => others
  expect(one.map(but)).toEqual(other.map(but))
  for (const [i, { heat = 0 }] of one.entries())
    expect(Math.abs(heat - (other[i]!.heat ?? 0))).toBeLessThan(RESIDUE)
}

const pause = () => Promise.resolve()

test('counters counted again from stored events, or from a snapshot and the events after it, are what they were', async () => {
  await fc.assert(
    fc.asyncProperty(histories, histories, async (before, after) => {
      const clock = { ms: START }
      const kept = keptEvents()
      const snapshots = snapshotsInMemory()
      const engine = engineAt(clock)
      play(engine, clock, before, kept)
      // Some events come while the copy is made.
      const half = after.length >> 1
      let played = false
      const meanwhile = async () => {
        if (played) return
        played = true
        play(engine, clock, after.slice(0, half), kept)
      }
      await takeSnapshot({ engine, snapshots, pause: meanwhile })
      if (!played) play(engine, clock, after.slice(0, half), kept)
      play(engine, clock, after.slice(half), kept)

      const nowMs = clock.ms
      const fromSnapshot = engineAt(clock)
      const parts = { ruleset: RULESET, past: kept, nowMs }
      await restoreCounters({ ...parts, memory: fromSnapshot.memory, snapshots })
      const fromEvents = engineAt(clock)
      await restoreCounters({ ...parts, memory: fromEvents.memory, snapshots: snapshotsInMemory() })
      const expected = readings(engine)
      expectSame(readings(fromSnapshot), expected)
      expectSame(readings(fromEvents), expected)
    }),
    { numRuns: 60 },
  )
})

test('a counter that comes with a new ruleset holds what was before, and misses nothing that comes meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(histories, histories, histories, async (before, during, after) => {
      const clock = { ms: START }
      const kept = keptEvents()
      const bare = rulesetOf({})
      const engine = engineAt(clock, bare)
      play(engine, clock, before, kept)
      let pages = 0
      const past = {
        last: kept.last,
        after: async (...asked: Parameters<KeptEvents['after']>) => {
          if (pages++ === 0) play(engine, clock, during, kept)
          return kept.after(...asked)
        },
      }
      await swapWithMemory({ engine, past, nowMs: clock.ms, pause }, RULESET)
      play(engine, clock, after, kept)
      const always = engineAt(clock)
      await restoreCounters({
        ...{ memory: always.memory, ruleset: RULESET, past: kept, nowMs: clock.ms },
        snapshots: snapshotsInMemory(),
      })
      expectSame(readings(engine), readings(always))
    }),
    { numRuns: 60 },
  )
})
