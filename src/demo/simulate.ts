import type { Event } from '../core/event.ts'
import type { Truth } from './truth.ts'

export interface SimulateOptions {
  readonly seed: number
  /** Accounts in the world. */
  readonly players: number
  /** Time of the first event, in ms since the epoch. */
  readonly start: number
  /** How fast the world's time passes. */
  readonly eventsPerSecond: number
  /** Share of events that come from harmful behaviour, from 0 to 1. */
  readonly harmfulShare: number
}

export const SIMULATE_DEFAULTS = { players: 500, eventsPerSecond: 50, harmfulShare: 0.12 } as const

export interface Simulated {
  readonly event: Event
  readonly truth: Truth
}

/** An endless stream of events of a virtual world, the same for the same options. Event ids are `demo-<seed>-<n>`. */
export function* simulate(options: SimulateOptions): Generator<Simulated, never, undefined> {
  throw new Error(`not built yet: ${options.seed}`)
}
