import type { DecisionId } from '../core/id.ts'
import { isoTime } from '../core/iso-time.ts'
import type { Pack } from '../pack/pack.ts'
import type { LedgerChanges, LedgerState, OutMessage, Situation } from './ledger/ports.ts'
import type { Cause, EnforcementRecord, Statement, StrikeRecord } from './ports.ts'

export interface LedgerParts {
  readonly pack: Pack
  /** Makes ids like those of decisions. */
  readonly ids: (nowMs: number) => DecisionId
  /** A number in [0, 1), by which delays are drawn. */
  readonly chance: () => number
}

/** Some subjects' enforcements and strikes while they are being changed, and what the changes come to. */
export interface Ledger extends LedgerParts {
  readonly state: LedgerState
  readonly nowMs: number
  readonly statements: Statement[]
  readonly messages: OutMessage[]
  readonly reversed: LedgerChanges['reversed'][number][]
  readonly touched: {
    readonly enforcements: Set<EnforcementRecord>
    readonly causes: Map<Cause, EnforcementRecord>
    readonly strikes: Set<StrikeRecord>
  }
}

export function openLedger(parts: LedgerParts, state: LedgerState, nowMs: number): Ledger {
  return {
    ...parts,
    state,
    nowMs,
    statements: [],
    messages: [],
    reversed: [],
    touched: { enforcements: new Set(), causes: new Map(), strikes: new Set() },
  }
}

/** What is to be written. */
export function closeLedger({ state, touched, statements, messages, reversed }: Ledger): LedgerChanges {
  return {
    sequences: state.sequences,
    enforcements: [...touched.enforcements],
    causes: [...touched.causes].map(([cause, { id }]) => ({ enforcement: id, cause })),
    strikes: [...touched.strikes],
    statements,
    messages,
    reversed,
  }
}

/** A new id with a prefix. */
export function newId<T extends string>({ ids, nowMs }: Ledger, prefix: string): T {
  return `${prefix}-${ids(nowMs).slice(2)}` as T
}

/**
 * Tells the world how an enforcement stands now, with everything that it needs to obey, under the target's next sequence
 * number: of two messages about one target, the one with the larger number is true.
 */
export function tellEnforcement(
  ledger: Ledger,
  type: 'enforcement.applied' | 'enforcement.reversed' | 'enforcement.expired',
  enforcement: EnforcementRecord,
  cause: Cause,
  more: { readonly situation?: Situation | undefined; readonly notBeforeMs?: number } = {},
): void {
  const { target } = enforcement
  const sequence = (ledger.state.sequences.get(target) ?? 0) + 1
  ledger.state.sequences.set(target, sequence)
  enforcement.sequence = sequence
  ledger.touched.enforcements.add(enforcement)
  const time = (ms: number | undefined) => (ms === undefined ? null : isoTime(ms))
  ledger.messages.push({
    type,
    target,
    key: `${enforcement.id}:${sequence}`,
    notBeforeMs: more.notBeforeMs ?? ledger.nowMs,
    data: {
      id: enforcement.id,
      sequence,
      state: enforcement.state,
      target,
      account: enforcement.account ?? null,
      world: enforcement.world ?? null,
      enforcement: enforcement.name,
      params: enforcement.params,
      from: isoTime(enforcement.fromMs),
      until: time(enforcement.untilMs),
      reversible: enforcement.reversible,
      policy: cause.policy,
      decision: cause.decision ?? null,
      eventId: more.situation?.eventId ?? null,
      automated: isAutomated(cause),
      statement: cause.statement ?? null,
    },
  })
}

/** Whether no person had a hand in it. */
export function isAutomated({ annotation, by }: Pick<Cause, 'annotation' | 'by'>): boolean {
  return annotation === undefined && by === undefined
}
