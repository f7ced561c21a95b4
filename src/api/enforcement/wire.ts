import { isoTime } from '../../core/iso-time.ts'
import type {
  AppealRecord,
  EnforcementRecord,
  Origin,
  Statement,
  StrikeRecord,
} from '../../enforcement/ports.ts'
import type { Appeal, Enforcement, Strike, Statement as WireStatement } from '../contract/enforcements.ts'

const time = (ms: number | undefined) => (ms === undefined ? null : isoTime(ms))

function wireOrigin({ decision, policy, rule, annotation, by }: Origin) {
  return {
    decision: decision ?? null,
    policy,
    rule: rule ?? null,
    annotation: annotation ?? null,
    by: by ?? null,
  }
}

export function wireEnforcement(one: EnforcementRecord): Enforcement {
  const { id, sequence, target, params, state, reversible } = one
  return {
    ...{ id, sequence, target, params, state, reversible },
    account: one.account ?? null,
    world: one.world ?? null,
    enforcement: one.name,
    from: isoTime(one.fromMs),
    until: time(one.untilMs),
    endedAt: time(one.endedMs),
    causes: one.causes.map((cause) => ({
      kind: cause.kind,
      ...wireOrigin(cause),
      reason: cause.reason ?? null,
      strike: cause.strike ?? null,
      threshold: cause.threshold
        ? { ...cause.threshold, families: cause.threshold.families ? [...cause.threshold.families] : null }
        : null,
      statement: cause.statement ?? null,
      at: isoTime(cause.atMs),
      until: time(cause.untilMs),
      reversedAt: time(cause.reversedMs),
    })),
  }
}

export function wireStrike(one: StrikeRecord, state: Strike['state']): Strike {
  const { id, account, family, weight } = one
  return {
    ...{ id, account, family, weight, state },
    world: one.world ?? null,
    ...wireOrigin(one),
    at: isoTime(one.atMs),
    expires: isoTime(one.expiresMs),
  }
}

export function wireStatement({ body, ...one }: Statement): WireStatement {
  return {
    id: one.id,
    kind: one.kind,
    account: one.account,
    decision: one.decision ?? null,
    enforcement: one.enforcement ?? null,
    appeal: one.appeal ?? null,
    world: one.world ?? null,
    policy: one.policy,
    at: isoTime(one.atMs),
    appealUntil: time(one.appealUntilMs),
    ...(body as Pick<WireStatement, 'texts'>),
  }
}

export function wireAppeal(one: AppealRecord): Appeal {
  const { id, state, account, statement, policy } = one
  return {
    ...{ id, state, account, statement, policy },
    decision: one.decision ?? null,
    enforcement: one.enforcement ?? null,
    world: one.world ?? null,
    at: isoTime(one.atMs),
    decidedAt: time(one.decidedMs),
  }
}
