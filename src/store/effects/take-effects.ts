import type pg from 'pg'
import type { OutboxEffect } from '../../enforcement/ledger/ports.ts'

/**
 * Carries out some of the effects of a batch, in the transaction that moves the cursor: all of it happens once, or
 * none of it. Rows come in the order of their transactions; each kind of effect is one taker's alone.
 */
export type TakeEffects = (
  client: pg.ClientBase,
  rows: readonly OutboxEffect[],
  nowMs: number,
) => Promise<void>
