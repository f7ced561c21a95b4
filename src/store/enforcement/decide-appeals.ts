import type pg from 'pg'
import { type AnnotationId, type AppealId, uuidOf } from '../../core/ids.ts'

const DECIDE = `update haechi.appeals a
  set state = n.outcome, annotation = n.annotation, decided_ms = $2, told = false
  from json_to_recordset($1) as n (appeal uuid, outcome text, annotation uuid)
  where a.id = n.appeal and a.state = 'open'
  returning a.id, a.state, a.annotation, a.decision`

// The appeal's judgement is the truth; those that had found a violation before it were overturned.
const MARK = `insert into haechi.annotation_marks (annotation, mark, at_ms, by, appeal)
  select n.annotation, 'truth', $2::int8, a.reviewer, n.appeal
  from json_to_recordset($1) as n (appeal uuid, annotation uuid, decision uuid)
  left join haechi.annotations a on a.id = n.annotation
  union all
  select f.id, 'overturned', $2::int8, a.reviewer, n.appeal
  from json_to_recordset($1) as n (appeal uuid, annotation uuid, decision uuid)
  left join haechi.annotations a on a.id = n.annotation
  join haechi.annotations f on f.decision = n.decision and f.id <> n.annotation and f.choice = 'violates'
    and f.kind <> 'appeal'
    and not exists (select 1 from haechi.annotation_marks m where m.annotation = f.id and m.mark in ('undone', 'overturned'))`

/**
 * Upholds or overturns appeals that a person has judged, within the caller's transaction. What follows (reversals,
 * statements, messages) is carried out by the next tick, in the order of decisions; an appeal that was decided before
 * stays as it is.
 */
export async function decideAppeals(
  client: pg.ClientBase,
  judged: readonly {
    readonly appeal: AppealId
    readonly outcome: 'upheld' | 'overturned'
    readonly annotation: AnnotationId
  }[],
  nowMs: number,
): Promise<void> {
  if (judged.length === 0) return
  const sent = judged.map(({ appeal, outcome, annotation }) => ({
    appeal: uuidOf(appeal),
    outcome,
    annotation: uuidOf(annotation),
  }))
  const { rows } = await client.query<{
    id: string
    state: string
    annotation: string
    decision: string | null
  }>(DECIDE, [JSON.stringify(sent), nowMs])
  const overturned = rows
    .filter(({ state }) => state === 'overturned')
    .map(({ id, annotation, decision }) => ({ appeal: id, annotation, decision }))
  if (overturned.length > 0) await client.query(MARK, [JSON.stringify(overturned), nowMs])
}
