import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { AnnotationId } from '../../core/ids.ts'
import type { LedgerWork, OutboxEffect } from '../../enforcement/ledger/ports.ts'
import type { TakeEffects } from '../effects/take-effects.ts'
import { type LedgerDeps, withLedger } from './with-ledger.ts'

export interface EnforcementTakerDeps extends LedgerDeps {
  /** What carries out effects: see enforcement/ledger-work.ts. */
  readonly effectsWork: (rows: readonly OutboxEffect[], nowMs: number) => LedgerWork
}

/** The taker of strikes, enforcements, notices and reversals. */
export function takeEnforcements(deps: EnforcementTakerDeps): TakeEffects {
  return async (client, rows, nowMs) => {
    const subjects = new Set<EntityRef>()
    const decisions = new Set<DecisionId>()
    const annotations = new Set<AnnotationId>()
    const reversing = new Set<DecisionId>()
    const mine = rows.filter(({ decision, effect }) => {
      switch (effect.kind) {
        case 'label':
        case 'unlabel':
        case 'job':
          return false
        case 'reverse':
          reversing.add(decision)
          return true
        default:
          if (effect.kind !== 'notice' && effect.kind !== 'later-notice') subjects.add(effect.target)
          if ('reverses' in effect && effect.reverses) reversing.add(decision)
          if ('annotation' in effect && effect.annotation !== undefined) annotations.add(effect.annotation)
          decisions.add(decision)
          return true
      }
    })
    if (mine.length === 0) return
    const wanted = { subjects, decisions, annotations, reversing }
    await withLedger(deps, client, wanted, deps.effectsWork(mine, nowMs), nowMs)
  }
}
