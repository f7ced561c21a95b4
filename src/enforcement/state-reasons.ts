import type { EntityRef } from '../core/entity.ts'
import type { StatementId } from '../core/ids.ts'
import { isoTime } from '../core/iso-time.ts'
import { dsaFields } from './dsa-fields.ts'
import { giveStatement } from './give-statement.ts'
import type { Situation } from './ledger/ports.ts'
import { isAutomated, type Ledger, newId } from './ledger.ts'
import type { EnforcementRecord, Origin, Spans } from './ports.ts'
import { inWords, measureOf, noticeOf, policyOf, titleOf } from './statement-texts.ts'

/** What is to be explained to whom. Times in ms since the epoch. */
export interface Explained {
  readonly kind: 'enforcement' | 'notice'
  readonly account: EntityRef
  /** Undefined: the verdict is explained. */
  readonly enforcement: EnforcementRecord | undefined
  /** What this cause adds; another may hold the enforcement longer. */
  readonly untilMs: number | undefined
  readonly origin: Origin
  readonly isByThreshold: boolean
  readonly world: string | undefined
  /** Undefined: no event stands behind it. */
  readonly situation: Situation | undefined
  readonly notBeforeMs: number
}

/** Gives the affected user a statement of reasons (DSA Art. 17; 정보통신망법 제44조의12), and its id. */
export function stateReasons(ledger: Ledger, said: Explained): StatementId {
  const { pack, nowMs, state } = ledger
  const { origin, enforcement, situation, untilMs } = said
  const id = newId<StatementId>(ledger, 'sor')
  const facts = origin.decision && state.decisions.get(origin.decision)
  const judged = origin.annotation && state.annotations.get(origin.annotation)
  const contentMs = situation && (facts?.eventMs ?? situation.receivedMs)
  const field = situation && pack.eventTypes.get(situation.type)?.content
  const spans: Spans = judged !== undefined && judged.spans.length > 0 ? judged.spans : spansOf(facts, origin)
  const found = {
    source: judged?.reported ? 'report' : 'own-initiative',
    // Rules see every event; what a report, chance or a person brought up was not found by them.
    automatedDetection: judged === undefined ? situation !== undefined : judged.kind === 'rule',
    automatedDecision: isAutomated(origin) ? 'fully' : said.isByThreshold ? 'partially' : 'not',
  } as const
  const appealUntilMs = nowMs + pack.appeals.windowMs
  const verdict = said.kind === 'notice' ? situation?.verdict : undefined
  const texts = inWords(pack, (words, language) =>
    words.statement({
      measure:
        enforcement === undefined
          ? words.verdict(verdict ?? 'allow')
          : measureOf(pack, enforcement.name, enforcement.params, language),
      fromMs: nowMs,
      untilMs,
      hasTerm: enforcement !== undefined,
      policyTitle: titleOf(pack, origin.policy, language),
      policy: origin.policy,
      notice: noticeOf(pack, origin.policy, language),
      isByThreshold: said.isByThreshold,
      where: contentMs === undefined ? undefined : { atMs: contentMs, field, spans },
      ...found,
      appealUntilMs,
    }),
  )
  giveStatement(
    ledger,
    {
      id,
      account: said.account,
      kind: said.kind,
      decision: origin.decision,
      enforcement: enforcement?.id,
      appeal: undefined,
      world: said.world,
      policy: origin.policy,
      atMs: nowMs,
      appealUntilMs,
      body: {
        texts,
        measure: {
          ...(enforcement === undefined ? {} : { enforcement: enforcement.name }),
          ...(verdict === undefined ? {} : { verdict }),
          from: isoTime(nowMs),
          until: untilMs === undefined ? null : isoTime(untilMs),
        },
        ...(situation === undefined
          ? {}
          : {
              event: {
                ...(situation.eventId === undefined ? {} : { id: situation.eventId }),
                type: situation.type,
                time: isoTime(contentMs!),
                ...(field === undefined ? {} : { field }),
                spans,
              },
            }),
        ...found,
        dsa: dsaFields({
          policy: policyOf(pack, origin.policy),
          measure: enforcement
            ? pack.enforcements.get(enforcement.name)?.dsa
            : VERDICT_MEASURES[verdict ?? ''],
          contentMs,
          appliedMs: nowMs,
          untilMs: enforcement === undefined ? undefined : untilMs,
          ...found,
          trusted: judged?.trusted ?? false,
        }),
      },
    },
    said.notBeforeMs,
  )
  return id
}

const VERDICT_MEASURES: Readonly<Record<string, string>> = {
  block: 'DECISION_VISIBILITY_CONTENT_REMOVED',
  mask: 'DECISION_VISIBILITY_OTHER',
  hold: 'DECISION_VISIBILITY_CONTENT_DISABLED',
}

/** Where the content breaks the policy: what the rule saw, or all rules under the policy. */
function spansOf(
  facts: { readonly reasons: readonly { rule: string; policy: string; spans: Spans }[] } | undefined,
  { rule, policy }: Origin,
): Spans {
  const reasons = facts?.reasons ?? []
  const mine = reasons.filter((one) => one.rule === rule)
  const family = policy.split('@')[0]!
  const others = reasons.filter((one) => one.policy.split('@')[0] === family)
  // Several rules may have found the same.
  const places = new Map(
    (mine.length > 0 ? mine : others)
      .flatMap(({ spans }) => spans)
      .map((span) => [span.join(), span] as const),
  )
  return [...places.values()].sort(([a], [b]) => a - b)
}
