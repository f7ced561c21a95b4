import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { idFrom, type JobId, type ReportId, type UserId, uuidOf } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import type { JobFilter, JobStore, QueueCount, Sight } from '../../review/jobs/ports.ts'
import type { JobRecord } from '../../review/ports.ts'
import { inSight } from './in-sight.ts'
import { JOB, type JobRow, jobOf, numberOf } from './job-row.ts'

/** See `JobStore.get`; in the order of the ids. */
export async function getJobs(pool: pg.Pool, ids: readonly JobId[]): Promise<JobRecord[]> {
  const { rows } = await pool.query<JobRow>({
    name: 'get-jobs',
    text: `select ${JOB} from haechi.jobs j where j.id = any($1::uuid[])`,
    values: [ids.map(uuidOf)],
  })
  const found = new Map(rows.map((row) => [idFrom<JobId>('job', row.id), jobOf(row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** See `JobStore.similar`. */
export async function similarJobs(
  pool: pg.Pool,
  job: JobRecord,
  person: UserId,
  sight: Sight,
  limit: number,
): Promise<JobRecord[]> {
  if (job.near === undefined || job.blind || job.stage !== 'first') return []
  const values: unknown[] = [
    String(job.near),
    job.family,
    Severity.options.indexOf(job.severity),
    uuidOf(job.id),
    uuidOf(person),
    limit,
  ]
  const { rows } = await pool.query<JobRow>(
    `select ${JOB} from haechi.jobs j where j.near = $1 and j.state = 'open' and j.near is not null and j.family = $2
       and j.severity >= $3 and j.id <> $4 and (j.claim is null or j.claimed_by = $5) and not j.blind
       and j.stage = 'first' and not ($5 = any(j.excluded)) and ${inSight(sight, values)}
     order by j.rank desc, j.id limit $6`,
    values,
  )
  return rows.map(jobOf)
}

/** See `JobStore.earlier`. */
export async function earlierJobs(
  pool: pg.Pool,
  actor: EntityRef,
  besides: JobId,
  limit: number,
): Promise<JobRecord[]> {
  const { rows } = await pool.query<JobRow>(
    `select ${JOB} from haechi.jobs j where j.actor = $1 and j.state = 'done' and j.kind not in ('golden', 'audit')
       and j.id <> $2 order by j.closed_ms desc, j.id desc limit $3`,
    [actor, uuidOf(besides), limit],
  )
  return rows.map(jobOf)
}

/** See `JobStore.members`. */
export async function jobMembers(pool: pg.Pool, job: JobId, limit: number): ReturnType<JobStore['members']> {
  const { rows } = await pool.query<{
    at_ms: string
    decision: string | null
    report: string | null
    rule: string | null
  }>('select at_ms, decision, report, rule from haechi.job_members where job = $1 order by at_ms limit $2', [
    uuidOf(job),
    limit,
  ])
  return rows.map((row) => ({
    atMs: Number(row.at_ms),
    decision: row.decision === null ? undefined : idFrom<DecisionId>('d', row.decision),
    report: row.report === null ? undefined : idFrom<ReportId>('rep', row.report),
    rule: row.rule ?? undefined,
  }))
}

/** See `JobStore.list`; newest first. */
export async function listJobs(
  pool: pg.Pool,
  filter: JobFilter,
  sight: Sight,
  limit: number,
  before?: JobId,
): Promise<JobRecord[]> {
  const values: unknown[] = []
  const value = (one: unknown) => `$${values.push(one)}`
  const parts = [inSight(sight, values)]
  const { queues, states, kinds, stages, policy, family, item, actor, decision, world, language } = filter
  if (queues !== undefined) parts.push(`j.queue = any(${value(queues)})`)
  if (states !== undefined) parts.push(`j.state = any(${value(states)})`)
  if (kinds !== undefined) parts.push(`j.kind = any(${value(kinds)})`)
  if (stages !== undefined) parts.push(`j.stage = any(${value(stages)})`)
  // A prefix, whose share the planner knows: it does not walk a million jobs for a policy that is rare.
  if (policy !== undefined) parts.push(`j.policy ^@ ${value(`${policy}@`)}`)
  if (family !== undefined) parts.push(`j.family = ${value(family)}`)
  if (item !== undefined) parts.push(`j.item = ${value(item)}`)
  if (actor !== undefined) parts.push(`j.actor = ${value(actor)}`)
  if (decision !== undefined) parts.push(`j.decision = ${value(decision.slice(2))}`)
  if (world !== undefined) parts.push(`j.world = ${value(world)}`)
  if (language !== undefined) parts.push(`j.language = ${value(language)}`)
  if (filter.heldBy !== undefined)
    parts.push(`j.claimed_by = ${value(uuidOf(filter.heldBy))} and j.state in ('open', 'settling')`)
  if (filter.breached !== undefined) parts.push(`(j.breached_ms is not null) = ${value(filter.breached)}`)
  if (filter.hides !== undefined) {
    const { what, holder } = filter.hides
    const hidden = what === 'golden' ? `j.kind = 'golden'` : `(j.blind or j.kind = 'golden')`
    const own = holder === undefined ? 'false' : `j.claimed_by is not distinct from ${value(uuidOf(holder))}`
    parts.push(`(not ${hidden} or ${own})`)
  }
  if (before !== undefined) parts.push(`j.id < ${value(uuidOf(before))}`)
  const { rows } = await pool.query<JobRow>(
    `select ${JOB} from haechi.jobs j where ${parts.join(' and ')} order by j.id desc limit ${value(limit)}`,
    values,
  )
  return rows.map(jobOf)
}

// While a golden job is out, the one that it stands for is counted as out: what waits must not tell the two apart.
const COUNTS = `select queue, world, severity,
    count(*) filter (where claim is null and state = 'open') - count(*) filter (where kind = 'golden') as waiting,
    count(*) filter (where claim is not null and state = 'open') as held,
    count(*) filter (where breached_ms is not null and kind <> 'golden') as breached,
    min(created_ms) filter (where kind <> 'golden') as oldest_ms, min(due_ms) filter (where kind <> 'golden') as due_ms
  from haechi.jobs where state = 'open' or (state = 'settling' and kind = 'golden') group by queue, world, severity`

/** See `JobStore.counts`. Reads every open job: ask seldom. */
export async function countJobs(pool: pg.Pool): Promise<QueueCount[]> {
  const { rows } = await pool.query<{
    queue: string
    world: string
    severity: number
    waiting: string
    held: string
    breached: string
    oldest_ms: string | null
    due_ms: string | null
  }>(COUNTS)
  return rows.map((row) => ({
    queue: row.queue,
    world: row.world,
    severity: Severity.options[row.severity]!,
    waiting: Number(row.waiting),
    held: Number(row.held),
    breached: Number(row.breached),
    oldestMs: numberOf(row.oldest_ms),
    dueMs: numberOf(row.due_ms),
  }))
}
