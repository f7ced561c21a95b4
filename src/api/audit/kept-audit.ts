import type { AuditFact, AuditLog } from '../../access/ports.ts'
import type { Grant } from '../keyring.ts'

/** What a handler knows better than the request: who it turned out to be, and what it was about. */
export interface AuditNote {
  who?: { readonly id: string; readonly name: string }
  readonly objects: string[]
}

/** Who did what, written as it happens. */
export interface KeptAudit {
  readonly log: AuditLog
  /** Before a route acts: rejects with `Unavailable` when it cannot be written, and then the route must not act. */
  begin(grant: Grant | null, what: string, request: readonly unknown[]): Promise<number>
  /** What became of it. Never rejects: it is tried again until it is written, or the process ends without. */
  end(
    of: number,
    grant: Grant | null,
    what: string,
    status: number,
    note: AuditNote | undefined,
    reply: unknown,
  ): void
  /** Something that is over, such as what the service does by itself; rejects with `Unavailable`. */
  fact(fact: Omit<AuditFact, 'atMs'>): Promise<number>
  /** As `fact`, but never rejects: as `end`. */
  note(fact: Omit<AuditFact, 'atMs'>): void
  /**
   * Somebody is about to be shown content of the gravest kind (S0), or content in bulk: `ids` of the decisions, jobs.
   * Await it before anything is shown: it rejects with `Unavailable` when it cannot be written.
   */
  sight(grant: Grant, what: string, ids: readonly string[]): Promise<void>
  /** Resolves when nothing waits to be written, or it could not be written just now. */
  settled(): Promise<void>
  stop(): Promise<void>
}
