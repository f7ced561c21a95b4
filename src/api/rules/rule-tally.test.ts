import { expect, test } from 'vitest'
import type { Decision } from '../../core/decision.ts'
import { Unavailable } from '../../engine/ports.ts'
import type { HourCounts, RuleHours } from './ports.ts'
import { ruleTally } from './rule-tally.ts'

const HOUR_MS = 3_600_000
const NINE = Date.parse('2026-11-23T09:00:00Z')

function decision(
  atMs: number,
  more: Partial<Record<'reasons' | 'shadow' | 'unknown', string[]>> = {},
): Decision {
  const rules = (names: string[] = []) => names.map((rule) => ({ rule, policy: 'harassment.insult@3' }))
  return {
    type: 'chat.message',
    world: 'plaza',
    verdict: more.reasons === undefined ? 'allow' : 'mask',
    receivedAt: new Date(atMs).toISOString(),
    reasons: rules(more.reasons),
    shadow: rules(more.shadow),
    unknown: rules(more.unknown),
  } as unknown as Decision
}

const MINUTE = NINE / 60_000
const events = (minute: number, world: string, verdicts: number[]) => ({
  ...{ minute: MINUTE + minute, world, type: 'chat.message', verdicts },
})
const firings = (minute: number, rule: string, fired: number, shadow = 0) => ({
  ...{ minute: MINUTE + minute, world: 'plaza', rule, policy: 'harassment.insult', fired, shadow },
})

/** What has been added, or a store that is gone while `down` is set. */
function keeper() {
  const added: HourCounts[] = []
  const forgotten: [number, number][] = []
  const state = { down: false }
  const kept: RuleHours = {
    async add(counts) {
      if (state.down) throw new Unavailable('gone', 'gone')
      added.push(counts)
    },
    history: async () => [],
    forget: async (hour, minute) => void forgotten.push([hour, minute]),
    hours: async () => [],
    days: async () => [],
  }
  return { kept, added, forgotten, state }
}

test('firings are counted by rule and hour of receipt, with the events that there were', async () => {
  const { kept, added } = keeper()
  const tally = ruleTally(kept)
  tally.decided(decision(NINE, { reasons: ['a', 'b'], shadow: ['c'] }))
  tally.decided(decision(NINE + HOUR_MS - 1, { reasons: ['a'], unknown: ['b'] }))
  tally.decided(decision(NINE + HOUR_MS, { reasons: ['a'] }))
  tally.decided({ ...decision(NINE + 5), world: 'school' })
  await tally.flush(NINE)
  const hour = NINE / HOUR_MS
  expect(added).toEqual([
    {
      rules: [
        { hour, rule: 'a', fired: 2, shadow: 0, unknown: 0 },
        { hour, rule: 'b', fired: 1, shadow: 0, unknown: 1 },
        { hour, rule: 'c', fired: 0, shadow: 1, unknown: 0 },
        { hour: hour + 1, rule: 'a', fired: 1, shadow: 0, unknown: 0 },
      ],
      events: [
        { hour, type: 'chat.message', world: 'plaza', events: 2 },
        { hour, type: 'chat.message', world: 'school', events: 1 },
        { hour: hour + 1, type: 'chat.message', world: 'plaza', events: 1 },
      ],
      minutes: {
        events: [
          events(0, 'plaza', [0, 0, 1, 0, 0]),
          events(0, 'school', [1, 0, 0, 0, 0]),
          events(59, 'plaza', [0, 0, 1, 0, 0]),
          events(60, 'plaza', [0, 0, 1, 0, 0]),
        ],
        firings: [
          firings(0, 'a', 1),
          firings(0, 'b', 1),
          firings(0, 'c', 0, 1),
          firings(59, 'a', 1),
          firings(60, 'a', 1),
        ],
      },
    },
  ])
  await tally.flush(NINE)
  expect(added).toHaveLength(1)
})

test('what cannot be added now is added later, with what came meanwhile', async () => {
  const { kept, added, state } = keeper()
  const tally = ruleTally(kept)
  tally.decided(decision(NINE, { reasons: ['a'] }))
  state.down = true
  const failed = tally.flush(NINE)
  tally.decided(decision(NINE + 1, { reasons: ['a'], unknown: ['b'] }))
  await expect(failed).rejects.toThrow(Unavailable)
  tally.decided(decision(NINE + 2, { shadow: ['a'] }))
  state.down = false
  await tally.flush(NINE)
  const hour = NINE / HOUR_MS
  expect(added).toEqual([
    {
      rules: expect.arrayContaining([
        { hour, rule: 'a', fired: 2, shadow: 1, unknown: 0 },
        { hour, rule: 'b', fired: 0, shadow: 0, unknown: 1 },
      ]),
      events: [{ hour, type: 'chat.message', world: 'plaza', events: 3 }],
      minutes: { events: [events(0, 'plaza', [1, 0, 2, 0, 0])], firings: [firings(0, 'a', 2, 1)] },
    },
  ])
})

test('what is older than five weeks, and by the minute eight days, is forgotten once an hour', async () => {
  const { kept, forgotten } = keeper()
  const tally = ruleTally(kept)
  await tally.flush(NINE)
  await tally.flush(NINE + 10)
  await tally.flush(NINE + HOUR_MS)
  const hour = NINE / HOUR_MS
  expect(forgotten).toEqual([
    [hour - 840, hour * 60 - 11_520],
    [hour - 839, hour * 60 - 11_460],
  ])
})
