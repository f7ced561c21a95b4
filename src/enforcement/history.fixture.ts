import fc from 'fast-check'
import type { EntityRef } from '../core/entity.ts'
import { type DecisionId, decisionIds } from '../core/id.ts'
import { checkPack } from '../pack/check-pack.ts'
import type { Pack } from '../pack/pack.ts'
import { SMALL_PACK } from '../pack/small-pack.fixture.ts'
import type { ModelOp, ModelRules } from './account-model.fixture.ts'
import type { OutboxEffect } from './ledger/ports.ts'
import type { LedgerParts } from './ledger.ts'

export const MINUTE_MS = 60_000
export const ACCOUNT = 'account:u1' as EntityRef

/** A small pack with strikes, thresholds and a window for appeals. */
export function enforcementPack(more: Readonly<Record<string, string>> = {}): Pack {
  const { pack, diagnostics } = checkPack({
    ...SMALL_PACK,
    'enforcements.yaml': `mute: { on: account, title: { en: Muted, ko: 음소거 }, description: Cannot speak, for: 5m, dsa: DECISION_PROVISION_PARTIAL_SUSPENSION }
suspend: { on: account, title: { en: Suspended, ko: 정지 }, description: Cannot enter, dsa: DECISION_ACCOUNT_SUSPENDED }
warn: { on: account, title: { en: A warning, ko: 경고 }, description: Must confirm }
restrict: { on: account, title: { en: Restricted, ko: 기능 제한 }, description: Cannot use, params: { feature: { type: string, required: true, one_of: [voice, trade] } } }
remove: { on: item, title: { en: Removed, ko: 삭제 }, description: Taken down, dsa: DECISION_VISIBILITY_CONTENT_REMOVED }
slow: { on: account, title: { en: Slowed, ko: 지연 }, description: Told late, delay: { min: 1h, max: 3h } }
`,
    'strikes.yaml': `expires: 100m
fold: 5m
thresholds:
  - { at: 3, within: 60m, enforcement: mute, for: 30m }
  - { at: 4, within: 100m, families: [harassment], enforcement: suspend, for: 90m }
  - { at: 5, within: 40m, families: [spam], enforcement: mute, for: 20m }
`,
    'appeals.yaml': 'window: 184d\nqueue: default\n',
    ...more,
  })
  if (pack === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return pack
}

export function rulesOf({ strikes }: Pack): ModelRules {
  const { expiresMs, foldMs, thresholds } = strikes
  return { expiresMs, foldMs, thresholds: thresholds.map((one) => ({ ...one, forMs: one.forMs! })) }
}

export function ledgerParts(pack: Pack): LedgerParts {
  return { pack, ids: decisionIds(), chance: () => 0.5 }
}

/** The id of a decision by its number. */
export function decisionNumber(n: number): DecisionId {
  return `d-0190000000007000${String(n).padStart(16, '8')}` as DecisionId
}

const POLICIES: Readonly<Record<string, string>> = { harassment: 'harassment.insult@3', spam: 'spam.links@1' }

/** An operation as the outbox has it; undefined for one that only lets time pass. */
export function rowOf(op: ModelOp, nowMs: number, account = ACCOUNT): OutboxEffect | undefined {
  const base = {
    decision: decisionNumber(op.decision),
    type: 'chat.message',
    world: 'plaza',
    verdict: 'mask' as const,
    receivedMs: nowMs,
    eventId: `e-${op.decision}`,
    session: undefined,
    actor: account,
    target: undefined,
  }
  const policy = POLICIES[op.family]!
  const mark = { rule: `r.${op.family}`, policy, target: account }
  switch (op.kind) {
    case 'strike':
      return { ...base, effect: { kind: 'strike', ...mark, weight: op.weight } }
    case 'enforce': {
      const until = op.ms === null ? {} : { until: new Date(nowMs + op.ms).toISOString() }
      return { ...base, effect: { kind: 'enforcement', ...mark, enforcement: op.name, ...until } }
    }
    case 'reverse':
      return { ...base, effect: { kind: 'reverse', policy, why: 'a second look' } }
    case 'wait':
      return undefined
  }
}

/** Histories of one account: what happened, each with the time since the one before. */
export const histories: fc.Arbitrary<ModelOp[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 6, arbitrary: fc.constant('strike' as const) },
      { weight: 2, arbitrary: fc.constant('enforce' as const) },
      { weight: 2, arbitrary: fc.constant('reverse' as const) },
      { weight: 2, arbitrary: fc.constant('wait' as const) },
    ),
    decision: fc.nat(9),
    family: fc.constantFrom('harassment', 'spam'),
    weight: fc.constantFrom(0.5, 1, 2, 3),
    name: fc.constantFrom('mute', 'suspend'),
    ms: fc.oneof(
      fc.integer({ min: 1, max: 80 }).map((n) => n * MINUTE_MS),
      fc.constant(null),
    ),
  }),
  { minLength: 1, maxLength: 40 },
)
