import { carryOut } from './carry-out.ts'
import { expireDue } from './expire.ts'
import { finishAppeal } from './finish-appeal.ts'
import type { JudgedAppeal, LedgerWork, OutboxEffect } from './ledger/ports.ts'
import { closeLedger, type Ledger, type LedgerParts, openLedger } from './ledger.ts'

/** A change as a piece of work that a store carries out between loading and writing. */
export function ledgerWork(parts: LedgerParts, nowMs: number, change: (ledger: Ledger) => void): LedgerWork {
  return (state) => {
    const ledger = openLedger(parts, state, nowMs)
    change(ledger)
    return closeLedger(ledger)
  }
}

/** Carries out effects in their order. */
export function effectsWork(parts: LedgerParts, rows: readonly OutboxEffect[], nowMs: number): LedgerWork {
  return ledgerWork(parts, nowMs, (ledger) => {
    for (const row of rows) carryOut(ledger, row)
  })
}

/** Ends what is over by now, and carries out what was decided about appeals. */
export function tickWork(parts: LedgerParts, appeals: readonly JudgedAppeal[], nowMs: number): LedgerWork {
  return ledgerWork(parts, nowMs, (ledger) => {
    expireDue(ledger)
    for (const appeal of appeals) finishAppeal(ledger, appeal)
  })
}
