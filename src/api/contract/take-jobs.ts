import { z } from 'zod'
import { JobId } from '../../core/ids.ts'
import { Language } from './decisions.ts'
import { Claim, QueueName } from './job-words.ts'
import { JobView } from './jobs.ts'
import { Rest } from './protection.ts'

const time = z.iso.datetime()

export const TakeRequest = z.strictObject({
  /** Only from these; all that the person may take from when not given. */
  queues: z.array(QueueName).min(1).max(50).exactOptional(),
  /** At most so many; 1 when not given. */
  count: z.int().min(1).max(10).exactOptional(),
  /** With what is known around each: thread, history, and why rules fired, told in this language. */
  context: Language.exactOptional(),
})
export type TakeRequest = z.infer<typeof TakeRequest>
export const JobsReply = z.object({ jobs: z.array(JobView) })
export type JobsReply = z.infer<typeof JobsReply>
/** `rest`: there are no jobs because the person has seen enough for now, and since when there may be more; null otherwise. */
export const TakeReply = z.object({ jobs: z.array(JobView), rest: Rest.nullable() })
export type TakeReply = z.infer<typeof TakeReply>

/** How what is known around a job is told. */
export const ContextQuery = z.strictObject({ language: Language.exactOptional() })
export type ContextQuery = z.infer<typeof ContextQuery>
export const HeldQuery = z.strictObject({
  /** With what is known around each, told in this language. */
  context: Language.exactOptional(),
})
export type HeldQuery = z.infer<typeof HeldQuery>

export const ClaimRequest = z.strictObject({ claim: Claim })
export type ClaimRequest = z.infer<typeof ClaimRequest>
export const ExtendReply = z.object({ job: JobId, heldUntil: time })
export type ExtendReply = z.infer<typeof ExtendReply>
export const ReleaseReply = z.object({ job: JobId, released: z.literal(true) })
export type ReleaseReply = z.infer<typeof ReleaseReply>
