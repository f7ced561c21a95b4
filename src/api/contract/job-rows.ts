import { z } from 'zod'
import { EntityRef } from '../../core/entity.ts'
import { DecisionId } from '../../core/id.ts'
import { JobId, UserId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import { JOB_HEAD } from './job-head.ts'
import { Choice, JobKind, JobStage, JobState, PolicyName, QueueName } from './job-words.ts'
import { Length } from './length.ts'

const time = z.iso.datetime()

/** A job in a list. What a blind job hides is null but for those who manage jobs. */
export const JobRow = z.object({
  ...JOB_HEAD,
  policy: z.string(),
  breachedAt: time.nullable(),
  heldBy: UserId.nullable(),
  heldUntil: time.nullable(),
  kind: JobKind.nullable(),
  stage: JobStage.nullable(),
  createdAt: time.nullable(),
  events: z.int().nullable(),
  reports: z.int().nullable(),
  mass: z.boolean().nullable(),
  outcome: Choice.nullable(),
  closedAt: time.nullable(),
})
export type JobRow = z.infer<typeof JobRow>

export const SearchJobsRequest = z.strictObject({
  queues: z.array(QueueName).min(1).max(50).exactOptional(),
  states: z.array(JobState).min(1).exactOptional(),
  /** For those who manage jobs: it would tell a blind job from others. */
  kinds: z.array(JobKind).min(1).exactOptional(),
  /** For those who manage jobs. */
  stages: z.array(JobStage).min(1).exactOptional(),
  policy: PolicyName.exactOptional(),
  family: z.string().min(1).max(64).exactOptional(),
  /** For those who manage jobs. */
  decision: DecisionId.exactOptional(),
  actor: EntityRef.exactOptional(),
  world: z.string().min(1).max(64).exactOptional(),
  language: z.string().min(2).max(16).exactOptional(),
  heldBy: UserId.exactOptional(),
  breached: z.boolean().exactOptional(),
  /** The `next` of the page before. */
  before: JobId.exactOptional(),
  /** At most so many; 100 when not given. */
  limit: z.int().min(1).max(1000).exactOptional(),
})
export type SearchJobsRequest = z.infer<typeof SearchJobsRequest>
/** Newest first; `next` leads to older ones, null when there are none. */
export const SearchJobsReply = z.object({ jobs: z.array(JobRow), next: JobId.nullable() })
export type SearchJobsReply = z.infer<typeof SearchJobsReply>

export const MoveRequest = z.strictObject({ queue: QueueName })
export type MoveRequest = z.infer<typeof MoveRequest>
export const RaiseRequest = z.strictObject({
  /** Makes it graver, never less grave. */
  severity: Severity.exactOptional(),
})
export type RaiseRequest = z.infer<typeof RaiseRequest>
export const AssignRequest = z.strictObject({
  person: UserId,
  /** For how long it is kept for them; 24h when not given. */
  for: Length.exactOptional(),
})
export type AssignRequest = z.infer<typeof AssignRequest>
