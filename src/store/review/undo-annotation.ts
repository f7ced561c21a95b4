import type pg from 'pg'
import { type JobId, type UserId, uuidOf } from '../../core/ids.ts'
import type { JobRecord } from '../../review/ports.ts'
import { inTransaction } from '../in-transaction.ts'
import { JOB, type JobRow, jobOf } from './job-row.ts'

// The judgement of the job, and those given in the same stroke, as far as they may still be undone.
const FIND = `select a.id as annotation, a.job, a.batch from haechi.annotations a join haechi.jobs j on j.id = a.job
  where a.batch = (
      select b.batch from haechi.annotations b where b.job = $1 and b.reviewer = $2
        and not exists (select from haechi.annotation_marks m where m.annotation = b.id and m.mark = 'undone')
      order by b.at_ms desc, b.id desc limit 1)
    and j.state = 'settling' and j.settle_ms > $3 and j.claimed_by = $2
    and not exists (select from haechi.annotation_marks m where m.annotation = a.id and m.mark = 'undone')
  for update of j`

const MARK = `insert into haechi.annotation_marks (annotation, mark, at_ms, by)
  select unnest($1::uuid[]), 'undone', $2, $3`

const GIVE_BACK = `update haechi.jobs j set state = 'open', settle_ms = null,
    claim = case when j.id = $2 then j.claim end, claimed_by = case when j.id = $2 then j.claimed_by end,
    claimed_ms = case when j.id = $2 then j.claimed_ms end, claimed_until_ms = case when j.id = $2 then $3::int8 end
  where j.id = any($1::uuid[]) returning ${JOB}`

/** See `JobStore.undo`. */
export function undoAnnotation(
  pool: pg.Pool,
  id: JobId,
  person: UserId,
  nowMs: number,
  heldUntilMs: number,
): Promise<JobRecord | undefined> {
  return inTransaction(pool, async (client) => {
    const found = await client.query<{ annotation: string; job: string }>(FIND, [
      uuidOf(id),
      uuidOf(person),
      nowMs,
    ])
    const job = uuidOf(id)
    if (!found.rows.some((row) => row.job.replaceAll('-', '') === job)) return undefined
    await client.query(MARK, [found.rows.map(({ annotation }) => annotation), nowMs, uuidOf(person)])
    const { rows } = await client.query<JobRow>(GIVE_BACK, [
      found.rows.map((row) => row.job),
      job,
      heldUntilMs,
    ])
    return rows.map(jobOf).find((row) => row.id === id)
  })
}
