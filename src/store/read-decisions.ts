import type pg from 'pg'
import type { Decision, Reason } from '../core/decision.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import { Verdict } from '../core/verdict.ts'
import type { StoredDecision } from '../engine/ports.ts'
import type { Trace } from './encode-entry.ts'
import type { Names } from './names.ts'

interface SkeletonRow {
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

// Unnamed statements: planned with the ids at hand, so that partitions without them are left out of the plan.
export const READ_SKELETONS = `select id, type, world, ruleset, verdict, time_ms, received_ms, latency_ms,
  session, actor, target, event_id, record from haechi.decisions where id = any($1::uuid[])`
export const READ_CONTENTS = 'select id, event, trace from haechi.contents where id = any($1::uuid[])'

/** Reads decisions by id; those that are not there, or no more, are missing in the answer. */
export async function readDecisions(
  pool: pg.Pool,
  names: Names,
  ids: readonly DecisionId[],
): Promise<Map<DecisionId, StoredDecision>> {
  const uuids = `{${ids.map((id) => id.slice(2)).join(',')}}`
  const [{ rows }, contents] = await Promise.all([
    pool.query<SkeletonRow>(READ_SKELETONS, [uuids]),
    pool.query<{ id: string; event: string; trace: string | null }>(READ_CONTENTS, [uuids]),
  ])
  const words = await names.read(rows.flatMap(({ type, world, ruleset }) => [type, world, ruleset]))
  const contentOf = new Map(contents.rows.map((row) => [row.id, row]))
  return new Map(
    rows.map((row) => {
      const content = contentOf.get(row.id)
      const trace: Trace = content?.trace ? JSON.parse(content.trace) : {}
      const decision = toDecision(row, trace, words)
      const event = content ? (JSON.parse(content.event) as Event) : undefined
      return [decision.decision, { decision, event }]
    }),
  )
}

function toDecision(row: SkeletonRow, trace: Trace, words: ReadonlyMap<number, string>): Decision {
  const { reasons, shadow, unknown, effects } = row.record
    ? (JSON.parse(row.record) as Pick<Decision, 'reasons' | 'shadow' | 'unknown' | 'effects'>)
    : { reasons: [], shadow: [], unknown: [], effects: [] }
  return {
    decision: `d-${row.id.replaceAll('-', '')}` as DecisionId,
    ...(row.event_id === null ? {} : { eventId: row.event_id }),
    type: words.get(row.type)!,
    time: new Date(Number(row.time_ms)).toISOString(),
    receivedAt: new Date(Number(row.received_ms)).toISOString(),
    world: words.get(row.world)!,
    ...(row.session === null ? {} : { session: row.session as EntityRef }),
    ...(row.actor === null ? {} : { actor: row.actor as EntityRef }),
    ...(row.target === null ? {} : { target: row.target as EntityRef }),
    verdict: Verdict.options[row.verdict]!,
    ...(trace.masked === undefined ? {} : { masked: trace.masked }),
    reasons: withSaw(reasons, trace.saw),
    shadow: withSaw(shadow, trace.shadowSaw),
    unknown,
    effects,
    ruleset: words.get(row.ruleset)!,
    latencyMs: row.latency_ms,
  }
}

function withSaw(reasons: readonly Reason[], saw: readonly Reason['saw'][] | undefined): Reason[] {
  return reasons.map((reason, i) => ({ ...reason, saw: saw?.[i] ?? {} }))
}
