import type { Clock } from '../core/clock.ts'
import type { Engine } from '../engine/engine.ts'
import type { DecisionLog } from '../engine/ports.ts'
import type { Keyring } from './keyring.ts'
import type { Measures } from './measures.ts'
import type { StoreHealth } from './ports.ts'
import type { RecordedRulesets } from './recorded-ruleset.ts'

/** A line of the log: no content, no ids of users. */
export type Log = (line: {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly [detail: string]: unknown
}) => void

/** What the pack folder's watcher tells the routes. */
export interface LivePack {
  /** Since when the ruleset of the engine judges, in ms since the epoch. */
  readonly since: number
  /** What an operator should know, such as a pack on disk that does not check. */
  readonly notes: readonly string[]
}

/** Everything that the routes stand on. */
export interface ServerParts {
  readonly engine: Engine
  readonly pack: LivePack
  readonly decisions: DecisionLog
  readonly recorded: RecordedRulesets
  readonly keyring: Keyring
  readonly measures: Measures
  readonly clock: Clock
  readonly log: Log
  readonly health: () => StoreHealth
  /** Aborted when the service is to stop: streams end after the lines they have taken. */
  readonly stopping: AbortSignal
}
