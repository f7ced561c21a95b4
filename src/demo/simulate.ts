import type { Event } from '../core/event.ts'
import { Agenda } from './agenda.ts'
import { drawHarm, HARM_SIZE } from './draw-harm.ts'
import { drawOrdinary } from './draw-ordinary.ts'
import { type Draft, eventOf } from './event-of.ts'
import { newArrivals } from './new-arrivals.ts'
import { seededRandom } from './random.ts'
import { evenRhythm, type Rhythm } from './rhythm.ts'
import type { Truth } from './truth.ts'
import { createWorld, type World } from './world.ts'

export interface SimulateOptions {
  readonly seed: number
  /** Accounts in the world, 20 at least; harmful ones come on top. */
  readonly players: number
  /** Time of the first event, in ms since the epoch. */
  readonly start: number
  /** How fast the world's time passes. */
  readonly eventsPerSecond: number
  /** Share of events that come from harmful behaviour, from 0 to 1. */
  readonly harmfulShare: number
  /** When events happen; omitted: evenly, by `eventsPerSecond`. */
  readonly rhythm?: Rhythm
  /** Begins the ids of accounts, rooms and items; omitted: nothing. */
  readonly tag?: string
}

export const SIMULATE_DEFAULTS = { players: 500, eventsPerSecond: 50, harmfulShare: 0.12 } as const

export interface Simulated {
  readonly event: Event
  readonly truth: Truth
}

/**
 * An endless stream of events of a virtual world, in the order of their times, the same for the same options. Event
 * ids are `demo-<seed>-<n>`.
 */
export function* simulate(options: SimulateOptions): Generator<Simulated, never, undefined> {
  const { seed, players, start, eventsPerSecond, harmfulShare, tag } = options
  const timeOf = options.rhythm ?? evenRhythm(start, eventsPerSecond)
  const random = seededRandom(seed)
  const world = createWorld(random, players, start, tag)
  const arrive = newArrivals(random, world, start)
  const agenda = new Agenda()
  // One draw of harm gives more events than one draw of anything else.
  const drawnShare = harmfulShare / (HARM_SIZE * (1 - harmfulShare) + harmfulShare)
  let n = 0
  const happens = (draft: Draft, timeMs: number): Simulated => {
    remember(world, draft)
    return { event: eventOf(draft, `demo-${seed}-${n++}`, timeMs), truth: draft.truth }
  }

  let owed = 0
  for (let tick = 0; ; tick++) {
    const now = timeOf(tick)
    for (let due = agenda.due(now); due !== undefined; due = agenda.due(now)) {
      owed++
      yield happens(due.draft, due.timeMs)
    }
    // What schemes add is taken off elsewhere, one in three until all is made up for, so that the rate stays.
    if (owed > 0 && tick % 3 === 0) {
      owed--
      continue
    }
    arrive(now)
    const [first, ...rest] = random.chance(drawnShare)
      ? drawHarm(random, world, now)
      : drawOrdinary(random, world, now)
    for (const { afterMs, draft } of rest) agenda.put(now + afterMs, draft)
    yield happens(first!.draft, now)
  }
}

const NOTORIOUS = 40

function remember({ notorious }: World, { actor, truth }: Draft): void {
  if (!truth.violating) return
  notorious.push(actor)
  if (notorious.length > NOTORIOUS) notorious.shift()
}
