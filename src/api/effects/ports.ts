import type { LedgerWork, OutboxEffect } from '../../enforcement/ledger/ports.ts'
import type { PlanJobs } from '../../review/ports.ts'

/** What the effects of decisions are carried out with: each kind's own logic, which the store calls. */
export interface Carriers {
  readonly jobs: PlanJobs
  /** Strikes, enforcements, notices and reversals; see enforcement/ledger-work.ts. */
  readonly enforcements: (rows: readonly OutboxEffect[], nowMs: number) => LedgerWork
}

/** Effects of one kind that were put aside for one kind of fault. */
export interface AsideEffects {
  readonly kind: string
  /** As `SQLSTATE 22P02`; never content. */
  readonly fault: string
  readonly count: number
  readonly oldestMs: number
}

/** Reads the outbox on. Rejects with `Unavailable`, and then nothing has happened. */
export interface EffectFollower {
  /**
   * Carries out at most `limit` effects; gives how many it passed, 0 when there are none just now. `aside`: what cannot
   * be carried out for a reason of its own is put aside, and passed.
   */
  follow(carriers: Carriers, limit: number, nowMs: number, aside?: boolean): Promise<number>
  /** What was put aside, the most frequent first. */
  aside(limit: number): Promise<AsideEffects[]>
  /** Puts it back where it is carried out once more; gives how many. */
  retryAside(): Promise<number>
}
