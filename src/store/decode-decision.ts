import type { Decision, Reason } from '../core/decision.ts'
import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import { isoTime } from '../core/iso-time.ts'
import { Verdict } from '../core/verdict.ts'
import type { Kept, Trace } from './encode-entry.ts'

/** The columns of `SkeletonRow`. */
export const SKELETON = `id, type, world, ruleset, verdict, time_ms, received_ms, latency_ms,
  session, actor, target, event_id, record`

/** A decision as it comes from the table. */
export interface SkeletonRow {
  id: string
  type: number
  world: number
  ruleset: number
  verdict: number
  time_ms: string
  received_ms: string
  latency_ms: number
  session: string | null
  actor: string | null
  target: string | null
  event_id: string | null
  record: string | null
}

/** The decision of a row; `trace` is what is kept of it with the content, `words` the texts of its numbers. */
export function decodeDecision(row: SkeletonRow, trace: Trace, words: ReadonlyMap<number, string>): Decision {
  const kept: Kept = row.record ? JSON.parse(row.record) : {}
  return {
    decision: `d-${row.id.replaceAll('-', '')}` as DecisionId,
    ...(row.event_id === null ? {} : { eventId: row.event_id }),
    type: words.get(row.type)!,
    time: isoTime(Number(row.time_ms)),
    receivedAt: isoTime(Number(row.received_ms)),
    world: words.get(row.world)!,
    ...(row.session === null ? {} : { session: row.session as EntityRef }),
    ...(row.actor === null ? {} : { actor: row.actor as EntityRef }),
    ...(row.target === null ? {} : { target: row.target as EntityRef }),
    verdict: Verdict.options[row.verdict]!,
    ...(trace.masked === undefined ? {} : { masked: trace.masked }),
    reasons: withSaw(kept.reasons, trace.saw),
    shadow: withSaw(kept.shadow, trace.shadowSaw),
    unknown: kept.unknown ?? [],
    effects: kept.effects ?? [],
    ...(kept.counters === undefined ? {} : { counters: kept.counters }),
    ...(kept.labels === undefined ? {} : { labels: kept.labels }),
    ...(kept.models === undefined ? {} : { models: kept.models }),
    ...(trace.context === undefined ? {} : { context: trace.context }),
    ...(trace.media === undefined ? {} : { media: trace.media }),
    ruleset: words.get(row.ruleset)!,
    latencyMs: row.latency_ms,
  }
}

function withSaw(reasons: Kept['reasons'] = [], saw: readonly Reason['saw'][] = []): Reason[] {
  return reasons.map((reason, i) => ({ ...reason, saw: saw[i] ?? {} }))
}
