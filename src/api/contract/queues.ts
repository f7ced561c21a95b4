import { z } from 'zod'
import { Severity } from '../../core/severity.ts'
import { JobRow } from './job-rows.ts'
import { QueueName } from './job-words.ts'

const time = z.iso.datetime()

/** A queue, counting only the jobs in it that the asker may see. */
export const QueueView = z.object({
  queue: z.string(),
  description: z.string(),
  default: z.boolean(),
  /** False: the pack declares it no more, and jobs are left in it. */
  declared: z.boolean(),
  clearance: Severity.nullable(),
  languages: z.array(z.string()).nullable(),
  serviceLevelMs: z.number(),
  waiting: z.int(),
  held: z.int(),
  breached: z.int(),
  /** When the oldest open job came; null: there is none. */
  oldestAt: time.nullable(),
  /** When the next open job is due. */
  dueAt: time.nullable(),
})
export type QueueView = z.infer<typeof QueueView>
export const QueueList = z.object({ queues: z.array(QueueView) })
export type QueueList = z.infer<typeof QueueList>
export const QueueParams = z.strictObject({ queue: QueueName })
export const QueueHead = z.object({ queue: QueueView, next: z.array(JobRow) })
export type QueueHead = z.infer<typeof QueueHead>
