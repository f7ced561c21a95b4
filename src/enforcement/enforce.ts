import type { EffectParams } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import type { EnforcementId, StrikeId } from '../core/ids.ts'
import { expireDue } from './expire.ts'
import { later } from './later.ts'
import type { Situation } from './ledger/ports.ts'
import { type Ledger, newId, tellEnforcement } from './ledger.ts'
import { paramsKey } from './params-key.ts'
import type { Cause, EnforcementRecord, Origin, Threshold } from './ports.ts'
import { stateReasons } from './state-reasons.ts'

/** An enforcement as it is asked for. Times in ms since the epoch. */
export interface AskedEnforcement {
  readonly kind: Cause['kind']
  readonly origin: Origin
  readonly target: EntityRef
  /** Whom it hits; undefined: nobody that we know of, and nobody gets a statement. */
  readonly account: EntityRef | undefined
  readonly world: string | undefined
  readonly name: string
  readonly params: EffectParams
  readonly untilMs: number | undefined
  readonly reason?: string | undefined
  readonly strike?: StrikeId
  readonly threshold?: Threshold
  readonly situation: Situation | undefined
}

/**
 * Puts an enforcement in force, with a statement of reasons for whom it hits. When the same one (name and parameters) is
 * in force on the target already, it gets one more cause, and lasts as long as the longest of them.
 */
export function enforce(ledger: Ledger, asked: AskedEnforcement): EnforcementRecord {
  const { nowMs, state, pack } = ledger
  const { target, name, params, untilMs, situation } = asked
  expireDue(ledger, target)
  const declared = pack.enforcements.get(name)
  const isOver = untilMs !== undefined && untilMs <= nowMs
  const key = paramsKey(params)
  const before = isOver
    ? undefined
    : state.enforcements.find(
        (one) =>
          one.state === 'applied' &&
          one.target === target &&
          one.name === name &&
          paramsKey(one.params) === key,
      )
  const enforcement: EnforcementRecord = before ?? {
    id: newId<EnforcementId>(ledger, 'enf'),
    target,
    account: asked.account,
    world: asked.world,
    name,
    params,
    reversible: declared?.reversible ?? true,
    fromMs: nowMs,
    // What came too late to be felt is recorded, and nobody is told.
    state: isOver ? 'expired' : 'applied',
    sequence: 0,
    untilMs,
    endedMs: isOver ? untilMs : undefined,
    causes: [],
  }
  if (before === undefined) state.enforcements.push(enforcement)
  else enforcement.untilMs = later(enforcement.untilMs, untilMs)
  const notBeforeMs = nowMs + delayOf(ledger, name)
  const statement =
    isOver || asked.account === undefined
      ? undefined
      : stateReasons(ledger, {
          kind: 'enforcement',
          account: asked.account,
          enforcement,
          untilMs,
          origin: asked.origin,
          isByThreshold: asked.kind === 'threshold',
          world: asked.world,
          situation,
          notBeforeMs,
        })
  const cause: Cause = {
    ...asked.origin,
    id: ledger.ids(nowMs).slice(2),
    kind: asked.kind,
    reason: asked.reason,
    strike: asked.strike,
    threshold: asked.threshold,
    statement,
    atMs: nowMs,
    untilMs,
    reversedMs: undefined,
  }
  enforcement.causes.push(cause)
  ledger.touched.enforcements.add(enforcement)
  ledger.touched.causes.set(cause, enforcement)
  if (!isOver) tellEnforcement(ledger, 'enforcement.applied', enforcement, cause, { situation, notBeforeMs })
  return enforcement
}

function delayOf({ pack, chance }: Ledger, name: string): number {
  const delay = pack.enforcements.get(name)?.delay
  return delay === undefined ? 0 : Math.round(delay.minMs + chance() * (delay.maxMs - delay.minMs))
}
