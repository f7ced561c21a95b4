import { accountBehind } from '../core/account-behind.ts'
import type { Effect, LaterEffect } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Pack } from '../pack/pack.ts'
import { addStrike } from './add-strike.ts'
import { enforce } from './enforce.ts'
import type { OutboxEffect, Situation } from './ledger/ports.ts'
import type { Ledger } from './ledger.ts'
import type { Origin } from './ports.ts'
import { reverseDecision, reverseRetroactive } from './reverse-decision.ts'
import { stateReasons } from './state-reasons.ts'

/** Carries out one effect out of the outbox; labels and jobs are others' business. */
export function carryOut(ledger: Ledger, row: OutboxEffect): void {
  const { effect, world } = row
  if (effect.kind === 'label' || effect.kind === 'unlabel' || effect.kind === 'job') return
  if (effect.kind === 'reverse') {
    reverseDecision(ledger, row.decision, { why: effect.why })
    return
  }
  const origin = originOf(row, effect)
  const { target } = effect
  switch (effect.kind) {
    case 'strike':
    case 'later-strike': {
      if ('reverses' in effect && effect.reverses) {
        reverseRetroactive(ledger, origin, { target, enforcement: undefined })
        return
      }
      // What a run over the past asks for counts from when it is applied.
      const atMs = origin.retroact === undefined ? row.receivedMs : ledger.nowMs
      const item = itemOf(ledger.pack, row)
      addStrike(ledger, { origin, account: target, world, item, weight: effect.weight, atMs, situation: row })
      return
    }
    case 'enforcement':
    case 'later-enforcement': {
      const name = effect.enforcement
      if ('reverses' in effect && effect.reverses) {
        reverseRetroactive(ledger, origin, { target, enforcement: name })
        return
      }
      enforce(ledger, {
        kind: effect.kind === 'enforcement' ? 'rule' : 'person',
        origin,
        target,
        account: accountBehind(target, row),
        world,
        name,
        params: effect.with ?? {},
        untilMs: effect.until === undefined ? undefined : Date.parse(effect.until),
        reason: 'note' in effect ? effect.note : undefined,
        situation: row,
      })
      return
    }
    case 'notice':
    case 'later-notice': {
      const account = accountBehind(target, row)
      if (account === undefined || ('reverses' in effect && effect.reverses)) return
      // Whoever is told of what was done on account of a judgement has been told of the judgement.
      const isTold = ledger.statements.some(
        (one) => one.kind === 'enforcement' && one.decision === row.decision && one.account === account,
      )
      if (effect.kind === 'later-notice' && isTold) return
      stateReasons(ledger, {
        kind: 'notice',
        account,
        enforcement: undefined,
        untilMs: undefined,
        origin,
        isByThreshold: false,
        world,
        situation: row,
        notBeforeMs: ledger.nowMs,
      })
    }
  }
}

function originOf(
  { decision }: Situation,
  effect: Exclude<Effect | LaterEffect, { kind: 'label' | 'unlabel' | 'job' | 'reverse' }>,
): Origin {
  return {
    decision,
    policy: effect.policy,
    rule: 'rule' in effect ? effect.rule : undefined,
    annotation: 'annotation' in effect ? effect.annotation : undefined,
    by: 'by' in effect ? effect.by : undefined,
    retroact: 'retroactive' in effect ? effect.retroactive : undefined,
  }
}

function itemOf({ eventTypes }: Pack, row: Situation): EntityRef | undefined {
  const item = eventTypes.get(row.type)?.item ?? 'event'
  return item === 'event' ? undefined : row[item]
}
