import type pg from 'pg'
import { uuidOf } from '../../core/ids.ts'
import type { JobRecord, JobStore } from '../../review/ports.ts'
import { JOB, type JobRow, jobOf } from './job-row.ts'

// So many heads of each lane are looked at beyond those asked for: others may be taking the first ones at this moment.
const SPARE = 12

const HEADS = `select h.id, h.rank from unnest($1::int8[]) as a (lane) cross join lateral (
    select id, rank from haechi.jobs where lane = a.lane and state = 'open' and claim is null
    order by rank desc, id limit $2) h
  order by h.rank desc, h.id`

// Rows that somebody is taking are skipped, not waited for; those just taken fail the condition when it is read again.
const CLAIM = `with wanted as materialized (
  select j.id from haechi.jobs j
  where j.id = any(array(select id from (${HEADS} limit $3) heads))
    and j.state = 'open' and j.claim is null and not ($4::uuid = any(j.excluded))
  order by j.rank desc, j.id limit $5 for update skip locked
)
update haechi.jobs j set claim = $6, claimed_by = $4, claimed_ms = $7, claimed_until_ms = $7 + h.hold_ms
from unnest($1::int8[], $8::int8[]) as h (lane, hold_ms)
where j.id = any(array(select id from wanted)) and h.lane = j.lane
returning ${JOB}`

/** See `JobStore.claim`. */
export async function claimJobs(
  pool: pg.Pool,
  { lanes, person, claim, count, nowMs }: Parameters<JobStore['claim']>[0],
): Promise<JobRecord[]> {
  const ids = lanes.map(({ id }) => id)
  const perLane = count + SPARE
  const values = [
    ids,
    perLane,
    count + 4 * SPARE,
    uuidOf(person),
    count,
    claim,
    nowMs,
    lanes.map(({ holdMs }) => holdMs),
  ]
  const { rows } = await pool.query<JobRow>({ name: 'claim-jobs', text: CLAIM, values })
  return rows.map(jobOf)
}

/** See `JobStore.peek`. */
export async function peekJobs(pool: pg.Pool, lanes: readonly string[], count: number): Promise<JobRecord[]> {
  const { rows } = await pool.query<JobRow>(
    `select ${JOB} from haechi.jobs j where j.id = any(array(select id from (${HEADS} limit $2) heads))
     order by j.rank desc, j.id limit $2`,
    [lanes, count],
  )
  return rows.map(jobOf)
}
