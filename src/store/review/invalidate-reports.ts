import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import { RANK_OF_ROW } from './open-jobs.ts'

const VOID = `with void as (
  update haechi.reports set outcome = 'invalid', decided_ms = $2 where reporter = $1 and outcome is null
  returning job, weight
), lost as (
  select job, count(*)::int as reports, sum(weight) as weight from void where job is not null group by job
), counted as (
  update haechi.jobs j set reports = greatest(0, j.reports - l.reports),
    report_weight = greatest(0, j.report_weight - l.weight) from lost l where j.id = l.job returning j.id
)
select (select count(*) from void)::int as reports, coalesce((select array_agg(id) from counted), '{}') as jobs`

const RANK = `update haechi.jobs j set rank = ${RANK_OF_ROW} where id = any($1::uuid[])`

// A job that somebody holds just now is judged all the same.
const WITHDRAW = `update haechi.jobs set state = 'withdrawn', closed_ms = $2
  where id = any($1::uuid[]) and kind = 'report' and events = 0 and reports = 0 and state = 'open'
    and (claimed_until_ms is null or claimed_until_ms <= $2)`

/** Makes somebody's open reports void; what they added to their jobs is taken off again. In the caller's transaction. */
export async function invalidateReports(
  client: pg.ClientBase,
  reporter: EntityRef,
  nowMs: number,
): Promise<{ readonly reports: number; readonly withdrawn: number }> {
  const { rows } = await client.query<{ reports: number; jobs: string[] }>(VOID, [reporter, nowMs])
  const { reports, jobs } = rows[0]!
  if (jobs.length === 0) return { reports, withdrawn: 0 }
  await client.query(RANK, [jobs])
  const { rowCount } = await client.query(WITHDRAW, [jobs, nowMs])
  return { reports, withdrawn: rowCount ?? 0 }
}
