import type pg from 'pg'
import { uuidOf } from '../../core/ids.ts'
import type { AskedLane, JobStore } from '../../review/jobs/ports.ts'
import type { JobRecord } from '../../review/ports.ts'
import { JOB, type JobRow, jobOf } from './job-row.ts'

// Heads are looked at for about so many who take at the same moment, each as many: those that others are at are skipped.
const AT_ONCE = 8
const SPARE = 8

// Queues age at paces of their own: their ranks compare only as priorities at one time, see review/serve-jobs.ts.
const HEADS = `select h.id, h.at, a.hold_ms, (h.rank + $3::float8) / a.doubles_ms as priority
  from unnest($1::int8[], $4::int8[], $5::float8[]) as a (lane, hold_ms, doubles_ms) cross join lateral (
    select id, ctid as at, rank from haechi.jobs where lane = a.lane and state = 'open' and claim is null
    order by rank desc, id limit $2) h
  order by priority desc, h.id`

// By their places, as they were found a moment ago: a row that has moved since was changed, and is not for taking.
// Rows that somebody is taking are skipped, not waited for; those just taken fail the condition when it is read again.
const CLAIM = `with heads as materialized (${HEADS} limit $6), wanted as materialized (
  select j.id from haechi.jobs j
  where j.ctid = any(array(select at from heads)) and j.state = 'open' and j.claim is null and not ($7::uuid = any(j.excluded))
  order by (select priority from heads h where h.id = j.id) desc, j.id limit $8 for update of j skip locked
)
update haechi.jobs j set claim = $9, claimed_by = $7, claimed_ms = $3::int8, claimed_until_ms = $3::int8 + h.hold_ms
from heads h where j.id = any(array(select id from wanted)) and h.id = j.id
returning ${JOB}`

/** See `JobStore.claim`. */
export async function claimJobs(
  pool: pg.Pool,
  { lanes, person, claim, count, nowMs }: Parameters<JobStore['claim']>[0],
): Promise<JobRecord[]> {
  const window = AT_ONCE * count + SPARE
  const values = [
    ...valuesOf(lanes, count + Math.ceil(window / lanes.length), nowMs),
    ...[window, uuidOf(person), count, claim],
  ]
  const { rows } = await pool.query<JobRow>({ name: 'claim-jobs', text: CLAIM, values })
  return rows.map(jobOf)
}

/** See `JobStore.peek`. */
export async function peekJobs(
  pool: pg.Pool,
  lanes: readonly AskedLane[],
  count: number,
  nowMs: number,
): Promise<JobRecord[]> {
  const { rows } = await pool.query<JobRow>(
    `with heads as materialized (${HEADS} limit $2)
     select ${JOB} from haechi.jobs j join heads h on h.id = j.id order by h.priority desc, j.id`,
    valuesOf(lanes, count, nowMs),
  )
  return rows.map(jobOf)
}

function valuesOf(lanes: readonly AskedLane[], perLane: number, nowMs: number): unknown[] {
  return [
    lanes.map(({ id }) => id),
    perLane,
    nowMs,
    lanes.map(({ holdMs }) => Math.round(holdMs)),
    lanes.map(({ doublesMs }) => doublesMs),
  ]
}
