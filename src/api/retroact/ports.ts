import type { Effect, RetroactId } from '../../core/effect.ts'
import type { DecisionId } from '../../core/id.ts'

/**
 * How far a run over the past is. A `stopped` one rests until somebody goes on with it; a `failed` one has no plan, and
 * neither has one that would be `too-large`.
 */
export type RetroactState =
  | 'planning'
  | 'failed'
  | 'too-large'
  | 'planned'
  | 'running'
  | 'stopped'
  | 'done'
  | 'reverting'
  | 'revert-stopped'
  | 'reverted'

export interface NewRetroact {
  readonly id: RetroactId
  readonly rule: string
  readonly ruleset: string
  /** Receipt of the events, in ms since the epoch: from (inclusive) to (exclusive). */
  readonly fromMs: number
  readonly toMs: number
  readonly why: string
  readonly by: string
  readonly createdAt: string
  /** What it stands on when it is no rule, as JSON. */
  readonly bulk?: string | undefined
}

export interface RetroactRecord extends NewRetroact {
  readonly state: RetroactState
  /** Events on which the rule fires, and whom its effects fall on. */
  readonly events: number
  readonly targets: number
  /** How many effects are still to be applied, are applied, taken back, or left out with decisions kept no more. */
  readonly effects: {
    readonly planned: number
    readonly applied: number
    readonly reversed: number
    readonly gone: number
  }
}

/** An effect of a run, on account of a decision. Its end counts from when it is applied. */
export interface PlannedEffect {
  readonly decision: DecisionId
  readonly effect: Effect
  readonly forMs: number | undefined
}

/** Rules applied to the past. Rejects with `Unavailable`. */
export interface RetroactLog {
  create(run: NewRetroact): Promise<void>
  /** Adds planned effects, numbered from `first`. */
  add(id: RetroactId, first: number, effects: readonly PlannedEffect[]): Promise<void>
  /** The plan is whole. */
  planned(id: RetroactId, events: number, targets: number): Promise<void>
  get(id: RetroactId): Promise<RetroactRecord | undefined>
  /** Newest first. */
  list(limit: number): Promise<RetroactRecord[]>
  /** False when the run is in none of the states `from`. */
  move(id: RetroactId, from: readonly RetroactState[], to: RetroactState): Promise<boolean>
  /** The first effects that are still planned, or still applied. */
  next(
    id: RetroactId,
    what: 'planned' | 'applied',
    limit: number,
  ): Promise<(PlannedEffect & { readonly seq: number })[]>
  /** Puts effects into the outbox and notes them as applied (`planned`) or taken back (`applied`), all or none. */
  write(
    id: RetroactId,
    what: 'planned' | 'applied',
    effects: readonly { readonly seq: number; readonly decision: DecisionId; readonly effect: Effect }[],
  ): Promise<void>
}
