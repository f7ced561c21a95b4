import { expect, test } from 'vitest'
import { START, starterRuleset } from '../../test/starter-engine.fixture.ts'
import { Event } from '../core/event.ts'
import { decodeEvent } from '../engine/decode-event.ts'
import { HARM_WEIGHTS } from './draw-harm.ts'
import { dayRhythm } from './rhythm.ts'
import { HARMFUL_SCHEMES } from './schemes.ts'
import { SIMULATE_DEFAULTS, type Simulated, type SimulateOptions, simulate } from './simulate.ts'
import { BEHAVIOURS } from './truth.ts'

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

test('ids count up, time never goes back, and schemes do not change the rate', () => {
  const events = take(5001, { eventsPerSecond: 5 }).map(({ event }) => event)
  expect(events.map(({ id }) => id)).toEqual(events.map((_, n) => `demo-1-${n}`))
  const times = events.map(({ time }) => Date.parse(time!))
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  for (const n of [1000, 3000, 5000]) {
    const ahead = n - ((times[n]! - START) / 1000) * 5
    expect(ahead).toBeGreaterThanOrEqual(-1)
    // At most as many as a scheme has events.
    expect(ahead).toBeLessThan(170)
  }
})

test('a period is filled by day and night, from its start to its end', () => {
  const end = START + 2 * 86_400_000
  const count = 20_000
  const times = take(count, { rhythm: dayRhythm(START, end, count) }).map(({ event }) =>
    Date.parse(event.time!),
  )
  expect(times[0]).toBe(START)
  expect(times.at(-1)).toBeLessThanOrEqual(end)
  expect(times.at(-1)).toBeGreaterThan(end - 3_600_000)
  // 20:00 and 04:00 in Korea, an hour of each of the two days.
  const inHour = (utc: number) => times.filter((time) => new Date(time).getUTCHours() === utc).length
  expect(inHour(11)).toBeGreaterThan(5 * inHour(19))
})

test('a tag begins the ids of all that is in the world', () => {
  for (const { event } of take(2000, { tag: 'k-' }))
    for (const ref of [event.actor, event.target, event.session])
      if (ref !== undefined) expect(ref).toMatch(/^[a-z]+:k-/)
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
  // Files are sent by `haechi demo items`.
  const ofFiles = [...ruleset.eventTypes].filter(([, { eventType }]) =>
    [...eventType.features.values()].some(({ media, required }) => media !== undefined && required),
  )
  const others = [...ruleset.eventTypes.keys()].filter((type) => ofFiles.every(([name]) => name !== type))
  expect([...types].sort()).toEqual(others.sort())
})

test('harm has the share that was asked for, and each kind its share of it', () => {
  const weights = Object.values(HARM_WEIGHTS).reduce((sum, weight) => sum + weight, 0)
  const sizes: Readonly<Record<string, { readonly size: number }>> = HARMFUL_SCHEMES
  for (const harmfulShare of [0, 0.12, 0.5]) {
    const count = 60_000
    // Slow enough that schemes come to their end.
    const truths = take(count, { harmfulShare, eventsPerSecond: 1 }).map(({ truth }) => truth)
    const harmful = truths.filter(({ violating }) => violating)
    // Five standard deviations of a count of bursts, whose size varies too (hence the factor 1.5).
    const near = (seen: number, of: number, share: number, burst: number): void =>
      expect(Math.abs(seen - of * share)).toBeLessThanOrEqual(
        5 * Math.sqrt(1.5 * burst * of * share * (1 - share)),
      )
    const burst = Object.entries(HARM_WEIGHTS).reduce(
      (sum, [kind, weight]) => sum + (weight / weights) * (sizes[kind]?.size ?? 1),
      0,
    )
    near(harmful.length, count, harmfulShare, burst)
    for (const [kind, weight] of Object.entries(HARM_WEIGHTS)) {
      const seen = harmful.filter(({ behaviour }) => behaviour === kind).length
      near(seen, harmful.length, weight / weights, sizes[kind]?.size ?? 1)
    }
  }
})

test('every behaviour shows; what harms names its policies, what does not names none', () => {
  const truths = take(60_000, { eventsPerSecond: 2, harmfulShare: 0.5 }).map(({ truth }) => truth)
  expect(new Set(truths.map(({ behaviour }) => behaviour))).toEqual(new Set(BEHAVIOURS))
  const odd = truths.filter(
    ({ behaviour, violating, policies }) =>
      policies.length > 0 !== violating || violating === ['ordinary', 'near-miss'].includes(behaviour),
  )
  expect(odd).toEqual([])
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
