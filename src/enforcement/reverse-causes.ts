import { expireIfDue } from './expire.ts'
import { later } from './later.ts'
import { type Ledger, tellEnforcement } from './ledger.ts'
import type { Cause, EnforcementRecord } from './ports.ts'

/** A cause that stands no more. */
export interface TakenBack {
  readonly enforcement: EnforcementRecord
  readonly cause: Cause
}

/**
 * Takes causes back. An enforcement that has none left is reversed; one that has others lasts as long as the longest of
 * these, and the world hears of it when that is another end than before. What had expired stays so, and tells nobody.
 */
export function reverseCauses(
  ledger: Ledger,
  picks: (cause: Cause, enforcement: EnforcementRecord) => boolean,
): TakenBack[] {
  const taken: TakenBack[] = []
  for (const enforcement of ledger.state.enforcements) {
    expireIfDue(ledger, enforcement)
    const mine = enforcement.causes.filter(
      (cause) => cause.reversedMs === undefined && picks(cause, enforcement),
    )
    if (mine.length === 0) continue
    for (const cause of mine) {
      cause.reversedMs = ledger.nowMs
      ledger.touched.causes.set(cause, enforcement)
      taken.push({ enforcement, cause })
    }
    ledger.touched.enforcements.add(enforcement)
    if (enforcement.state === 'applied') settle(ledger, enforcement, mine.at(-1)!)
  }
  return taken
}

function settle(ledger: Ledger, enforcement: EnforcementRecord, last: Cause): void {
  const standing = enforcement.causes.filter(({ reversedMs }) => reversedMs === undefined)
  if (standing.length === 0) {
    enforcement.state = 'reversed'
    enforcement.endedMs = ledger.nowMs
    tellEnforcement(ledger, 'enforcement.reversed', enforcement, last)
    return
  }
  const untilMs = standing.map((cause) => cause.untilMs).reduce(later)
  if (untilMs === enforcement.untilMs) return
  enforcement.untilMs = untilMs
  if (!expireIfDue(ledger, enforcement))
    tellEnforcement(ledger, 'enforcement.applied', enforcement, standing.at(-1)!)
}
