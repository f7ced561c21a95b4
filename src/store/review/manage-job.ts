import type pg from 'pg'
import { type JobId, type UserId, uuidOf } from '../../core/ids.ts'
import type { Severity } from '../../core/severity.ts'
import type { JobStore } from '../../review/jobs/ports.ts'
import type { JobRecord } from '../../review/ports.ts'
import { JOB, type JobRow, jobOf, severityNumber } from './job-row.ts'

/** See `JobStore.move`. The severity stays, and with it who may see the job; the same weight
 * makes another rank where jobs age at another pace. */
export function moveJob(
  pool: pg.Pool,
  id: JobId,
  { queue, doublesMs, takeBack }: Parameters<JobStore['move']>[1],
): Promise<JobRecord | undefined> {
  return change(
    pool,
    `queue = $2, rank = (j.rank + j.created_ms) / j.doubles_ms * $4::int8 - j.created_ms, doubles_ms = $4::int8, claim = case when $3 then null else claim end, claimed_by = case when $3 then null else claimed_by end,
     claimed_until_ms = case when $3 then null else claimed_until_ms end`,
    [uuidOf(id), queue, takeBack, doublesMs],
  )
}

/** See `JobStore.raise`. Severity only gets graver. */
export function raiseJob(
  pool: pg.Pool,
  id: JobId,
  rank: number,
  severity: Severity | undefined,
): Promise<JobRecord | undefined> {
  return change(pool, 'rank = greatest(rank, $2), severity = least(severity, $3::smallint)', [
    uuidOf(id),
    rank,
    severityNumber(severity ?? 'S4'),
  ])
}

/** See `JobStore.withdraw`. */
export function withdrawJob(pool: pg.Pool, id: JobId, nowMs: number): Promise<JobRecord | undefined> {
  return change(
    pool,
    `state = 'withdrawn', closed_ms = $2, claim = null, claimed_by = null, claimed_until_ms = null`,
    [uuidOf(id), nowMs],
  )
}

/** See `JobStore.assign`. */
export function assignJob(
  pool: pg.Pool,
  id: JobId,
  person: UserId,
  claim: string,
  nowMs: number,
  untilMs: number,
): Promise<JobRecord | undefined> {
  return change(
    pool,
    'claimed_by = $2, claim = $3, claimed_ms = $4, claimed_until_ms = $5',
    [uuidOf(id), uuidOf(person), claim, nowMs, untilMs],
    'and not ($2 = any(j.excluded))',
  )
}

/** See `JobStore.claimOne`. */
export function claimJob(
  pool: pg.Pool,
  id: JobId,
  person: UserId,
  claim: string,
  nowMs: number,
  untilMs: number,
): Promise<JobRecord | undefined> {
  return change(
    pool,
    `claimed_by = $2, claim = coalesce(j.claim, $3), claimed_ms = coalesce(j.claimed_ms, $4),
     claimed_until_ms = greatest(j.claimed_until_ms, $5)`,
    [uuidOf(id), uuidOf(person), claim, nowMs, untilMs],
    'and not ($2 = any(j.excluded)) and (j.claim is null or j.claimed_by = $2)',
  )
}

/** Golden jobs are made for one person and leave no trace in a queue: they are never changed by hand. */
async function change(
  pool: pg.Pool,
  set: string,
  values: unknown[],
  besides = '',
): Promise<JobRecord | undefined> {
  const { rows } = await pool.query<JobRow>(
    `update haechi.jobs j set ${set} where j.id = $1 and j.state = 'open' and j.kind <> 'golden' ${besides} returning ${JOB}`,
    values,
  )
  return rows[0] && jobOf(rows[0])
}
