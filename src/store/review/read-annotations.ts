import type pg from 'pg'
import { type AnnotationId, idFrom, type JobId, type UserId, uuidOf } from '../../core/ids.ts'
import type { AnnotationRecord, AskedEnforcement, Choice, JobStage, Region } from '../../review/ports.ts'

interface AnnotationRow {
  id: string
  job: string
  stage: JobStage
  policy: string
  choice: Choice
  policies: string[]
  enforcements: AskedEnforcement[]
  strike: boolean
  spans: [number, number][]
  regions: Region[]
  note: string | null
  reviewer: string
  blind: boolean
  spent_ms: string
  at_ms: string
  marks: string[]
}

const READ = `select a.id, a.job, a.stage, a.policy, a.choice, a.policies, a.enforcements, a.strike, a.spans, a.regions,
    a.note, a.reviewer, a.blind, a.spent_ms, a.at_ms,
    array(select m.mark from haechi.annotation_marks m where m.annotation = a.id order by m.at_ms) as marks
  from haechi.annotations a`
const STANDS = `not exists (select from haechi.annotation_marks m where m.annotation = a.id and m.mark = 'undone')`

/** The judgements of jobs that were not undone, in the order in which they were given. */
export async function readAnnotations(
  client: pg.Pool | pg.ClientBase,
  jobs: readonly JobId[],
): Promise<AnnotationRecord[]> {
  const { rows } = await client.query<AnnotationRow>(
    `${READ} where a.job = any($1::uuid[]) and ${STANDS} order by a.at_ms, a.id`,
    [jobs.map(uuidOf)],
  )
  return rows.map(annotationOf)
}

/** One judgement; undefined when there is none, or it was undone. */
export async function readAnnotation(pool: pg.Pool, id: AnnotationId): Promise<AnnotationRecord | undefined> {
  const { rows } = await pool.query<AnnotationRow>(`${READ} where a.id = $1 and ${STANDS}`, [uuidOf(id)])
  return rows[0] && annotationOf(rows[0])
}

function annotationOf(row: AnnotationRow): AnnotationRecord {
  return {
    id: idFrom<AnnotationId>('ann', row.id),
    job: idFrom<JobId>('job', row.job),
    stage: row.stage,
    policy: row.policy,
    choice: row.choice,
    policies: row.policies,
    // JSON knows no undefined: what was not given is not there, or null.
    enforcements: row.enforcements.map((one) => ({
      ...{ name: one.name, on: one.on },
      ...{ forMs: one.forMs ?? undefined, with: one.with ?? undefined },
    })),
    strike: row.strike,
    spans: row.spans,
    regions: row.regions,
    note: row.note ?? undefined,
    reviewer: idFrom<UserId>('usr', row.reviewer),
    blind: row.blind,
    spentMs: Number(row.spent_ms),
    atMs: Number(row.at_ms),
    marks: row.marks,
  }
}
