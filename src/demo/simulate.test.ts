import { expect, test } from 'vitest'
import { START, starterRuleset } from '../../test/starter-engine.fixture.ts'
import { Event } from '../core/event.ts'
import { decodeEvent } from '../engine/decode-event.ts'
import { SIMULATE_DEFAULTS, type Simulated, type SimulateOptions, simulate } from './simulate.ts'
import { BEHAVIOURS } from './truth.ts'
import { ROLE_WEIGHTS } from './world.ts'

const OPTIONS: SimulateOptions = { ...SIMULATE_DEFAULTS, seed: 1, start: START }

function take(count: number, options: Partial<SimulateOptions> = {}): Simulated[] {
  const taken: Simulated[] = []
  for (const simulated of simulate({ ...OPTIONS, ...options })) if (taken.push(simulated) >= count) break
  return taken
}

function textOf({ data }: Event): string | undefined {
  const text = data.text ?? data.name ?? data.bio ?? data.message ?? data.title
  return typeof text === 'string' ? text : undefined
}

test('the same seed makes the same world, another seed another', () => {
  expect(take(3000)).toEqual(take(3000))
  expect(take(50, { seed: 2 }).map(({ event }) => event.data)).not.toEqual(
    take(50).map(({ event }) => event.data),
  )
})

test('ids count up and time advances by the rate', () => {
  const events = take(101, { eventsPerSecond: 50 }).map(({ event }) => event)
  expect(events.map(({ id }) => id)).toEqual(events.map((_, n) => `demo-1-${n}`))
  expect(events[100]!.time).toBe(new Date(START + 2000).toISOString())
})

test('the service takes every event, and the starter pack declares all that is in it', async () => {
  const ruleset = await starterRuleset()
  const types = new Set<string>()
  for (const { event } of take(6000)) {
    types.add(event.type)
    expect(Event.safeParse(event).success).toBe(true)
    const decoded = decodeEvent(ruleset, event, Date.parse(event.time!))
    expect(decoded.ok ? [] : decoded.problems).toEqual([])
  }
  expect([...types].sort()).toEqual([...ruleset.eventTypes.keys()].sort())
})

test('harm has the share that was asked for, and each behaviour its share of it', () => {
  for (const harmfulShare of [0, 0.12, 0.5]) {
    const count = 20_000
    const truths = take(count, { harmfulShare }).map(({ truth }) => truth)
    const harmful = truths.filter(({ violating }) => violating)
    // Five standard deviations of a binomial count.
    const near = (seen: number, of: number, share: number): void =>
      expect(Math.abs(seen - of * share)).toBeLessThanOrEqual(5 * Math.sqrt(of * share * (1 - share)))
    near(harmful.length, count, harmfulShare)
    const weights = Object.values(ROLE_WEIGHTS).reduce((sum, weight) => sum + weight, 0)
    for (const [role, weight] of Object.entries(ROLE_WEIGHTS))
      near(harmful.filter(({ behaviour }) => behaviour === role).length, harmful.length, weight / weights)
  }
})

test('every behaviour shows; what harms names its policies, what does not names none', () => {
  const truths = take(20_000).map(({ truth }) => truth)
  expect(new Set(truths.map(({ behaviour }) => behaviour))).toEqual(new Set(BEHAVIOURS))
  for (const truth of truths) {
    expect(truth.policies.length > 0).toBe(truth.violating)
    expect(truth.violating).toBe(truth.behaviour !== 'ordinary' && truth.behaviour !== 'near-miss')
  }
})

test('players say many different things, in Korean and in English', () => {
  const texts = new Set(take(20_000).flatMap(({ event }) => textOf(event) ?? []))
  expect(texts.size).toBeGreaterThan(5000)
  const korean = [...texts].filter((text) => /[가-힣]/.test(text)).length / texts.size
  expect(korean).toBeGreaterThan(0.35)
  expect(korean).toBeLessThan(0.75)
})

test('the truth does not travel with the event', () => {
  for (const { event, truth } of take(2000, { harmfulShare: 1 })) {
    const sent = JSON.stringify(event)
    for (const policy of truth.policies) expect(sent).not.toContain(policy)
    expect(Object.keys(event)).not.toContain('truth')
  }
})

test('contact-seekers are adults, and mostly turn to minors', () => {
  const approaches = take(20_000, { harmfulShare: 1 }).filter(
    ({ event, truth }) => truth.behaviour === 'contact-seeking' && event.type === 'direct.message',
  )
  expect(approaches.length).toBeGreaterThan(500)
  for (const { event } of approaches) {
    expect(event.data.actor_minor).toBe(false)
    expect(event.data.target_minor).toBe(true)
  }
})
