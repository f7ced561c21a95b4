import type pg from 'pg'
import type { Effect, LaterEffect } from '../../core/effect.ts'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { Verdict } from '../../core/verdict.ts'

/** One effect out of the outbox, with what is known of the decision that it belongs to. Times in ms since the epoch. */
export interface OutboxRow {
  readonly decision: DecisionId
  readonly effect: Effect | LaterEffect
  readonly type: string
  readonly world: string
  readonly verdict: Verdict
  readonly receivedMs: number
  readonly eventId: string | undefined
  readonly session: EntityRef | undefined
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
}

/**
 * Carries out some of the effects of a batch, in the transaction that moves the cursor: all of it happens once, or
 * none of it. Rows come in the order of their transactions; each kind of effect is one taker's alone.
 */
export type TakeEffects = (client: pg.ClientBase, rows: readonly OutboxRow[], nowMs: number) => Promise<void>
