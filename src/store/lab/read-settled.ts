import type pg from 'pg'
import type { DecisionId } from '../../core/id.ts'
import { type AnnotationId, idFrom, uuidOf } from '../../core/ids.ts'
import type { AfterAnnotation, SettledAnnotation } from '../../lab/dataset/ports.ts'

interface Row {
  id: string
  decision: string
  world: string
  language: string | null
  policy: string
  policies: string[]
  choice: 'violates' | 'fine'
  reviewer: string
  blind: boolean
  probability: number
  sample: string | null
  at_ms: string
}

// Of a job that several people judged, the last word that is the outcome: it was given knowing of the others, or agreed.
const SETTLED = `select a.id, a.decision, a.world, a.language, a.policy, a.policies, a.choice, a.reviewer, a.blind,
    a.probability, a.sample, a.at_ms
  from haechi.annotations a join haechi.jobs j on j.id = a.job
  where (a.at_ms, a.id) > ($1, $2::uuid) and j.state = 'done' and a.choice = j.outcome and a.choice <> 'unsure'
    and a.kind <> 'golden' and a.decision is not null
    and not exists (select from haechi.annotation_marks m where m.annotation = a.id and m.mark in ('undone', 'overturned'))
    and not exists (select from haechi.annotations b where b.job = a.job and b.choice = a.choice
      and (b.at_ms, b.id) > (a.at_ms, a.id)
      and not exists (select from haechi.annotation_marks m where m.annotation = b.id and m.mark = 'undone'))
  order by a.at_ms, a.id limit $3`

const FIRST = '0'.repeat(32)

/** See `LabData.settled`. */
export async function readSettled(
  pool: pg.Pool,
  { atMs, id }: AfterAnnotation,
  limit: number,
): Promise<SettledAnnotation[]> {
  const { rows } = await pool.query<Row>(SETTLED, [atMs, id === undefined ? FIRST : uuidOf(id), limit])
  return rows.map((row) => ({
    id: idFrom<AnnotationId>('ann', row.id),
    decision: idFrom<DecisionId>('d', row.decision),
    ...{ world: row.world, language: row.language ?? undefined, policy: row.policy, policies: row.policies },
    ...{ choice: row.choice, reviewer: idFrom('usr', row.reviewer), blind: row.blind },
    ...{ probability: row.probability, sample: row.sample ?? undefined, atMs: Number(row.at_ms) },
  }))
}
