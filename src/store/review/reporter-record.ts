import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { ReportLog } from '../../review/reports/ports.ts'

/** What somebody's word was worth longer ago tells nothing of them now. */
const LOOK_BACK_MS = 365 * 86_400_000

// Several reports of one matter are one; void ones count as rejected.
const READ = `select
    count(distinct coalesce(job, id)) filter (where outcome = 'violates')::int as upheld,
    count(distinct coalesce(job, id)) filter (where outcome in ('fine', 'invalid'))::int as rejected,
    count(distinct coalesce(job, id)) filter (where outcome = 'invalid')::int as invalid,
    count(*) filter (where outcome is null)::int as waiting
  from haechi.reports where reporter = $1 and at_ms > $2`

/** What became of somebody's reports of the last year. */
export async function recordOf(
  client: pg.ClientBase | pg.Pool,
  reporter: EntityRef,
  nowMs: number,
): ReturnType<ReportLog['reporter']> {
  const { rows } = await client.query<Awaited<ReturnType<ReportLog['reporter']>>>(READ, [
    reporter,
    nowMs - LOOK_BACK_MS,
  ])
  return rows[0]!
}
