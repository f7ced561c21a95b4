import type { EntityRef } from '../core/entity.ts'
import { type Ledger, tellEnforcement } from './ledger.ts'
import type { EnforcementRecord } from './ports.ts'

/** Ends what is over by now, on one target or on all that are loaded. */
export function expireDue(ledger: Ledger, target?: EntityRef): void {
  for (const enforcement of ledger.state.enforcements)
    if (target === undefined || enforcement.target === target) expireIfDue(ledger, enforcement)
}

/** True when it was over. */
export function expireIfDue(ledger: Ledger, enforcement: EnforcementRecord): boolean {
  const { state, untilMs } = enforcement
  if (state !== 'applied' || untilMs === undefined || untilMs > ledger.nowMs) return false
  enforcement.state = 'expired'
  enforcement.endedMs = untilMs
  const standing = enforcement.causes.filter(({ reversedMs }) => reversedMs === undefined)
  tellEnforcement(ledger, 'enforcement.expired', enforcement, standing.at(-1) ?? enforcement.causes.at(-1)!)
  return true
}
