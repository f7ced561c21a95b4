import type pg from 'pg'
import type { LaterEffect } from '../../core/effect.ts'
import type { DecisionId } from '../../core/id.ts'
import { idFrom, uuidOf } from '../../core/ids.ts'
import type { Settled, Settling } from '../../review/jobs/ports.ts'
import type { ensureOutbox } from '../effects/ensure-outbox.ts'
import { isOwnFault, kindOfFault } from '../effects/own-fault.ts'
import type { writeLater } from '../effects/write-later.ts'
import type { decideAppeals } from '../enforcement/decide-appeals.ts'
import { inTransaction } from '../in-transaction.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'
import type { closeReports } from './close-reports.ts'
import { JOB, type JobRow, jobOf } from './job-row.ts'
import { readAnnotations } from './read-annotations.ts'

/** What judgements lead to elsewhere, each within the transaction that settles them. */
export interface SettleEffects {
  readonly ensureOutbox: typeof ensureOutbox
  readonly writeLater: typeof writeLater
  readonly closeReports: typeof closeReports
  readonly decideAppeals: typeof decideAppeals
}

export interface SettleParts {
  readonly pool: pg.Pool
  readonly partitions: PartitionKeeper
  readonly effects: SettleEffects
  /** Told of each job that could not be settled, with the kind of fault. */
  readonly putOff?: (fault: string) => void
}

const DUE = `select ${JOB} from haechi.jobs j where j.state = 'settling' and j.settle_ms <= $1
  order by j.settle_ms, j.id limit $2 for update skip locked`

// Mostly there is none, which one statement tells.
const ANY = `select exists (select from haechi.jobs where state = 'settling' and settle_ms <= $1) as any`

// Beside the verdict, what rules asked for: a decision that allowed may have struck or muted all the same.
const FORCE = `select d.id from haechi.decisions d where d.id = any($1::uuid[])
  and (d.verdict > 0 or d.record::json -> 'effects' is not null)`

const TRUTHS = 'select id, truth, policies from haechi.golden where id = any($1::uuid[])'

const APPLY = `update haechi.jobs j set state = s.state, stage = s.stage, blind = s.blind, needs = s.needs,
    excluded = s.excluded::uuid[], outcome = s.outcome, closed_ms = s.closed_ms, settle_ms = null,
    claim = null, claimed_by = null, claimed_ms = null, claimed_until_ms = null
  from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::int2[], $6::text[], $7::text[], $8::int8[])
    as s (id, state, stage, blind, needs, excluded, outcome, closed_ms)
  where j.id = s.id`

const MARK = `insert into haechi.annotation_marks (annotation, mark, at_ms)
  select m.annotation, m.mark, $3 from unnest($1::uuid[], $2::text[]) as m (annotation, mark)`

/** A job that could not be settled waits for so long, so that the others go on; its judgement can be undone meanwhile. */
const PUT_OFF_MS = 60_000
const PUT_OFF = `update haechi.jobs set settle_ms = $1 where id = (
  select id from haechi.jobs where state = 'settling' and settle_ms <= $2 order by settle_ms, id limit 1)`

/**
 * See `JobStore.settle`. Several processes may do it at once: each takes jobs that no other is at. When a batch fails for
 * a reason of its own, its jobs are settled one by one, and one that fails is put off.
 */
export async function settleJobs(
  parts: SettleParts,
  settle: (settling: Settling) => Settled,
  nowMs: number,
  limit: number,
): Promise<number> {
  const looked = await parts.pool.query<{ any: boolean }>({
    name: 'any-settling',
    text: ANY,
    values: [nowMs],
  })
  if (!looked.rows[0]!.any) return 0
  try {
    return await settleBatch(parts, settle, nowMs, limit)
  } catch (fault) {
    if (!isOwnFault(fault)) throw fault
  }
  for (let done = 0; done < limit; done++) {
    try {
      if ((await settleBatch(parts, settle, nowMs, 1)) === 0) return done
    } catch (fault) {
      if (!isOwnFault(fault)) throw fault
      await parts.pool.query(PUT_OFF, [nowMs + PUT_OFF_MS, nowMs])
      parts.putOff?.(kindOfFault(fault))
    }
  }
  return limit
}

function settleBatch(
  { pool, partitions, effects }: SettleParts,
  settle: (settling: Settling) => Settled,
  nowMs: number,
  limit: number,
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const settling = await readSettling(client, nowMs, limit)
    if (settling.length === 0) return 0
    const settled = settling.map((one) => ({ ...one, end: settle(one) }))
    await apply(client, settled, nowMs)
    const judged = settled.flatMap(({ job, end }) => (end.kind === 'done' ? [{ job, end }] : []))
    const asked: { decision: DecisionId; job: JobRecordId | undefined; effect: LaterEffect }[] =
      judged.flatMap(({ job, end }) =>
        end.effects.map((effect) => ({
          // An entity that was reported without an event: the job itself stands for the decision.
          decision: job.decision ?? idFrom<DecisionId>('d', uuidOf(job.id)),
          job: job.decision === undefined ? job.id : undefined,
          effect,
        })),
      )
    await effects.ensureOutbox(client, partitions, asked)
    await effects.writeLater(client, asked)
    const clear = judged.flatMap(({ job, end }) =>
      end.outcome === 'unsure' || job.kind === 'golden' || job.kind === 'audit'
        ? []
        : [{ job, outcome: end.outcome, annotation: end.annotation }],
    )
    const reports = clear.filter(({ job }) => job.kind !== 'appeal' && job.reports > 0)
    if (reports.length > 0)
      await effects.closeReports(
        client,
        reports.map(({ job, outcome }) => ({ job: job.id, outcome })),
        nowMs,
      )
    const appeals = clear.flatMap(({ job: { appeal }, outcome, annotation }) =>
      appeal === undefined
        ? []
        : [
            {
              appeal,
              outcome: outcome === 'violates' ? ('upheld' as const) : ('overturned' as const),
              annotation,
            },
          ],
    )
    if (appeals.length > 0) await effects.decideAppeals(client, appeals, nowMs)
    return settled.length
  })
}

type JobRecordId = Settling['job']['id']

async function readSettling(client: pg.ClientBase, nowMs: number, limit: number): Promise<Settling[]> {
  const { rows } = await client.query<JobRow>(DUE, [nowMs, limit])
  if (rows.length === 0) return []
  const jobs = rows.map(jobOf)
  const annotations = await readAnnotations(
    client,
    jobs.map(({ id }) => id),
  )
  const decisions = [...new Set(jobs.flatMap(({ decision }) => decision?.slice(2) ?? []))]
  const forced = await client.query<{ id: string }>(FORCE, [decisions])
  const force = new Set(forced.rows.map(({ id }) => idFrom<DecisionId>('d', id)))
  const golden = [...new Set(jobs.flatMap(({ golden }) => golden ?? []))]
  const truths = await client.query<{ id: string; truth: 'violates' | 'fine'; policies: string[] }>(TRUTHS, [
    golden,
  ])
  const truthOf = new Map(
    truths.rows.map(({ id, truth, policies }) => [id.replaceAll('-', ''), { choice: truth, policies }]),
  )
  return jobs.map((job) => ({
    job,
    annotations: annotations.filter((one) => one.job === job.id),
    force: job.decision !== undefined && force.has(job.decision),
    truth: job.golden === undefined ? undefined : truthOf.get(job.golden),
  }))
}

async function apply(
  client: pg.ClientBase,
  settled: readonly (Settling & { readonly end: Settled })[],
  nowMs: number,
): Promise<void> {
  await client.query(APPLY, [
    settled.map(({ job }) => uuidOf(job.id)),
    settled.map(({ end }) => (end.kind === 'done' ? 'done' : 'open')),
    settled.map(({ job, end }) => (end.kind === 'on' ? end.stage : job.stage)),
    settled.map(({ job, end }) => (end.kind === 'on' ? end.blind : job.blind)),
    settled.map(({ job, end }) => (end.kind === 'on' ? end.needs : job.needs)),
    settled.map(
      ({ job, end }) => `{${(end.kind === 'on' ? end.excluded : job.excluded).map(uuidOf).join(',')}}`,
    ),
    settled.map(({ end }) => (end.kind === 'done' ? end.outcome : null)),
    settled.map(({ end }) => (end.kind === 'done' ? nowMs : null)),
  ])
  const marks = settled.flatMap(({ end }) => end.marks)
  if (marks.length === 0) return
  await client.query(MARK, [
    marks.map(({ annotation }) => uuidOf(annotation)),
    marks.map(({ mark }) => mark),
    nowMs,
  ])
}
