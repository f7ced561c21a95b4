import { dayRhythm } from './rhythm.ts'
import { SIMULATE_DEFAULTS, type SimulateOptions } from './simulate.ts'

export interface DemoWish {
  readonly seed: number
  /** Omitted: enough that an ordinary one does about one thing a minute. */
  readonly players?: number | undefined
  readonly harmfulShare: number
  /** Events a second; 0: as fast as possible. */
  readonly rate: number
  /** Simulate so many days up to now. */
  readonly days?: number
  readonly count?: number
  readonly seconds?: number
}

export interface DemoPlan {
  readonly world: SimulateOptions
  /** Whether each event waits for its time. */
  readonly paced: boolean
  readonly batch: {
    readonly linesPerRequest: number
    readonly requestsInFlight: number
    readonly lingerMs?: number
  }
  /** When to end: after so many events, or seconds. */
  readonly count: number
  readonly seconds: number
}

export const PLAN_DEFAULTS = { seconds: 30, eventsPerDay: 20_000 } as const

/** Events in one request, so that a slow rate is not held back and a fast one is not slowed down. */
const PACED = { linesPerRequest: 50, requestsInFlight: 8, lingerMs: 5 } as const
const FAST = { linesPerRequest: 500, requestsInFlight: 4 } as const
/** One request after the other: what came out of order by more than a counter waits for would not be counted. */
const IN_ORDER = { linesPerRequest: 500, requestsInFlight: 1 } as const
/**
 * How fast the world's time passes when nobody knows how many events there will be: more events a second than any
 * service judges, so that events are never from the future, which services refuse.
 */
const FAST_WORLD = 100_000
const DAY = 86_400_000
const MOST_PLAYERS = 20_000

function playersFor(eventsPerSecond: number): number {
  return Math.min(MOST_PLAYERS, Math.max(SIMULATE_DEFAULTS.players, Math.ceil(60 * eventsPerSecond)))
}

/** Says when the world's events happen and how they are sent. A past world has ids of its own: its accounts were never seen. */
export function planDemo(wish: DemoWish, startedAt: number): DemoPlan {
  const { seed, harmfulShare, rate, days } = wish
  const common = (eventsPerSecond: number) => ({
    ...{ seed, harmfulShare, eventsPerSecond },
    players: wish.players ?? playersFor(eventsPerSecond),
  })
  const endless = Number.POSITIVE_INFINITY
  const seconds =
    wish.seconds ?? (wish.count === undefined && days === undefined ? PLAN_DEFAULTS.seconds : endless)
  const tag = `${startedAt.toString(36)}-`
  if (days !== undefined) {
    const count = wish.count ?? Math.ceil(PLAN_DEFAULTS.eventsPerDay * days)
    const start = startedAt - Math.ceil(days * DAY)
    const eventsPerSecond = count / (days * 86_400)
    const rhythm = dayRhythm(start, startedAt, count)
    return {
      ...{ world: { ...common(eventsPerSecond), tag, start, rhythm }, batch: IN_ORDER },
      ...{ paced: false, count, seconds },
    }
  }
  const count = wish.count ?? endless
  if (rate > 0)
    return {
      world: { ...common(rate), start: startedAt },
      ...{ paced: true, batch: PACED, count, seconds },
    }
  const { eventsPerSecond } = SIMULATE_DEFAULTS
  const world =
    wish.count === undefined
      ? { ...common(FAST_WORLD), tag, start: startedAt }
      : {
          ...common(eventsPerSecond),
          tag,
          start: startedAt - Math.ceil((wish.count * 1000) / eventsPerSecond),
        }
  return { world, paced: false, batch: FAST, count, seconds }
}
