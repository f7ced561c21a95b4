import type pg from 'pg'
import { idFrom, type JobId, uuidOf } from '../../core/ids.ts'
import type { JobStore, JudgedJob } from '../../review/jobs/ports.ts'
import type { AskedEnforcement } from '../../review/ports.ts'

// The job at hand must be held under the claim; those like it may wait, or be held by the same person. Whatever was
// checked before is checked again, on rows that nobody else can change now.
const ANNOTATE = `with hand as materialized (
  select id, near, family, severity, blind, stage from haechi.jobs
  where id = $1 and state = 'open' and claimed_by = $4 and claim = $5 for update
), wanted as materialized (
  select j.id from haechi.jobs j, hand h where j.id = any($2::uuid[]) and j.state = 'open' and (
    j.id = h.id or ((j.claim is null or j.claimed_by = $4) and not h.blind and h.stage = 'first'
      and j.near = h.near and j.family = h.family
      and j.severity >= h.severity and not j.blind and j.stage = 'first' and not ($4 = any(j.excluded))))
  for update of j skip locked
), judged as (
  update haechi.jobs j set state = 'settling', settle_ms = $7, claimed_by = $4, claim = $5, claimed_ms = coalesce(claimed_ms, $6)
  where j.id = any(array(select id from wanted)) returning j.*
)
insert into haechi.annotations (id, job, kind, stage, decision, item, world, language, policy, choice, policies,
  enforcements, strike, spans, regions, note, reviewer, blind, probability, sample, spent_ms, at_ms, batch)
select s.annotation, j.id, j.kind, j.stage, j.decision, j.item, j.world, j.language, s.policy, $8, $9::text[],
  $10::json, $11::boolean, case when j.id = $1 then $12::json else '[]' end, case when j.id = $1 then $13::json else '[]' end,
  $14, $4, j.blind, j.probability, j.sample, $15::int8, $6, b.annotation
from judged j join unnest($2::uuid[], $3::uuid[], $16::text[]) as s (job, annotation, policy) on s.job = j.id
  cross join (select annotation from unnest($2::uuid[], $3::uuid[]) as f (job, annotation) where f.job = $1) b
returning job, id as annotation, policy`

/** See `JobStore.annotate`. */
export async function annotateJobs(
  pool: pg.Pool,
  { jobs, judgement, person, claim, nowMs, settleMs }: Parameters<JobStore['annotate']>[0],
): Promise<JudgedJob[]> {
  const { rows } = await pool.query<{ job: string; annotation: string; policy: string }>({
    name: 'annotate-jobs',
    text: ANNOTATE,
    values: [
      uuidOf(jobs[0]!.job),
      jobs.map(({ job }) => uuidOf(job)),
      jobs.map(({ annotation }) => uuidOf(annotation)),
      uuidOf(person),
      claim,
      nowMs,
      settleMs,
      judgement.choice,
      judgement.policies,
      JSON.stringify(judgement.enforcements satisfies readonly AskedEnforcement[]),
      judgement.strike,
      JSON.stringify(judgement.spans),
      JSON.stringify(judgement.regions),
      judgement.note ?? null,
      Math.round(judgement.spentMs),
      jobs.map(({ policy }) => policy),
    ],
  })
  const judged = rows.map((row) => ({
    job: idFrom<JobId>('job', row.job),
    annotation: idFrom<JudgedJob['annotation']>('ann', row.annotation),
    policy: row.policy,
  }))
  // The job at hand first.
  return judged.sort((a, b) => Number(b.job === jobs[0]!.job) - Number(a.job === jobs[0]!.job))
}
