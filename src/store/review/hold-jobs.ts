import type pg from 'pg'
import { type JobId, type UserId, uuidOf } from '../../core/ids.ts'
import type { JobRecord } from '../../review/ports.ts'
import { JOB, type JobRow, jobOf } from './job-row.ts'

// A golden job was made for one person, and goes with them.
const LET_GO = `claim = null, claimed_by = null, claimed_ms = null, claimed_until_ms = null,
  state = case when kind = 'golden' then 'withdrawn' else state end`

/** See `JobStore.heldBy`. */
export async function heldBy(pool: pg.Pool, person: UserId): Promise<JobRecord[]> {
  const { rows } = await pool.query<JobRow>(
    `select ${JOB} from haechi.jobs j where j.claimed_by = $1 and j.state = 'open' order by j.rank desc, j.id limit 100`,
    [uuidOf(person)],
  )
  return rows.map(jobOf)
}

/** See `JobStore.freeExpired`. */
export async function freeExpired(pool: pg.Pool, nowMs: number): Promise<number> {
  const { rowCount } = await pool.query({
    name: 'free-expired',
    text: `update haechi.jobs set ${LET_GO} where id = any(array(
       select id from haechi.jobs where claimed_by is not null and state = 'open' and claimed_until_ms <= $1
       limit 1000 for update skip locked))`,
    values: [nowMs],
  })
  return rowCount ?? 0
}

/** See `JobStore.extend`. */
export async function extendHold(
  pool: pg.Pool,
  id: JobId,
  person: UserId,
  claim: string,
  untilMs: number,
): Promise<boolean> {
  // An assignment may last longer than the queue's own hold, and is not cut short.
  const { rowCount } = await pool.query(
    `update haechi.jobs set claimed_until_ms = greatest(claimed_until_ms, $4)
     where id = $1 and claimed_by = $2 and claim = $3 and state = 'open'`,
    [uuidOf(id), uuidOf(person), claim, untilMs],
  )
  return rowCount === 1
}

/** See `JobStore.release`. */
export async function releaseJob(pool: pg.Pool, id: JobId, person: UserId, claim: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update haechi.jobs set ${LET_GO} where id = $1 and claimed_by = $2 and claim = $3 and state = 'open'`,
    [uuidOf(id), uuidOf(person), claim],
  )
  return rowCount === 1
}

/** See `JobStore.releaseAll`. */
export async function releaseAll(pool: pg.Pool, person: UserId): Promise<number> {
  const { rowCount } = await pool.query(
    `update haechi.jobs set ${LET_GO} where claimed_by = $1 and state = 'open'`,
    [uuidOf(person)],
  )
  return rowCount ?? 0
}
