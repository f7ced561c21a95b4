import type pg from 'pg'
import { type UserId, uuidOf } from '../../core/ids.ts'
import type { WorkDone } from '../../review/jobs/ports.ts'

const WORK = `select count(*) filter (where a.id is not null)::int as judged,
    count(*) filter (where a.choice = 'violates')::int as violates,
    count(*) filter (where a.choice = 'fine')::int as fine,
    count(*) filter (where a.choice = 'unsure')::int as unsure,
    percentile_disc(0.5) within group (order by a.spent_ms)::float8 as median_ms
  from unnest($2::int8[]) with ordinality as s (since, i)
  left join haechi.annotations a on a.reviewer = $1 and a.at_ms >= s.since
    and not exists (select from haechi.annotation_marks m where m.annotation = a.id and m.mark = 'undone')
  group by s.i order by s.i`

/** See `JobStore.work`. */
export async function readWork(pool: pg.Pool, person: UserId, since: readonly number[]): Promise<WorkDone[]> {
  const { rows } = await pool.query<Omit<WorkDone, 'medianMs'> & { median_ms: number | null }>(WORK, [
    uuidOf(person),
    since,
  ])
  return rows.map(({ median_ms, ...counts }) => ({ ...counts, medianMs: median_ms }))
}
