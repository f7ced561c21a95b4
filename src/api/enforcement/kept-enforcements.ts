import type { LedgerParts } from '../../enforcement/ledger.ts'
import type { EnforcementLog } from '../../enforcement/log/ports.ts'

/** Enforcements as the service keeps them. */
export interface KeptEnforcements {
  readonly log: EnforcementLog
  /** What changes are made with: the pack as it is now. */
  readonly parts: () => LedgerParts
  /** Ends what is over, and carries out what was decided about appeals; never rejects. */
  look(): Promise<void>
  /** Finishes what is under way. */
  stop(): Promise<void>
}
