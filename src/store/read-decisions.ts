import type pg from 'pg'
import type { Event } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import type { StoredDecision } from '../engine/ports.ts'
import { decodeDecision, SKELETON, type SkeletonRow } from './decode-decision.ts'
import type { Trace } from './encode-entry.ts'
import type { Names } from './names.ts'

// Unnamed statements: planned with the ids at hand, so that partitions without them are left out of the plan.
export const READ_SKELETONS = `select ${SKELETON} from haechi.decisions where id = any($1::uuid[])
  union all select ${SKELETON} from haechi.held_decisions where id = any($1::uuid[])`
export const READ_CONTENTS = `select id, event, trace from haechi.contents where id = any($1::uuid[])
  union all select id, event, trace from haechi.held_contents where id = any($1::uuid[])`

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
      const decision = decodeDecision(row, trace, words)
      const event = content ? (JSON.parse(content.event) as Event) : undefined
      return [decision.decision, { decision, event }]
    }),
  )
}
