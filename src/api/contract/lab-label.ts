import { z } from 'zod'
import { TaskName } from '../../lab/task.ts'

export const LabelBatchRequest = z.strictObject({
  /** One that is not known yet is made. */
  task: TaskName,
  /** How many events at most; one that comes by several ways is judged once. */
  count: z.int().min(1).max(2000).exactOptional(),
  /** Events of the last so many days; 7 when not given. */
  days: z.int().min(1).max(365).exactOptional(),
  /** The queue that the jobs go to; where it is not given, as the task says, else the default one. */
  queue: z.string().min(1).max(64).exactOptional(),
})
export type LabelBatchRequest = z.infer<typeof LabelBatchRequest>

/** What was drawn, and sent to be judged. */
export const LabelBatchReply = z.object({
  task: TaskName,
  /** The name under which annotations are found in datasets. */
  design: z.string(),
  queue: z.string(),
  sent: z.int(),
  /** Events that it was drawn from. */
  pool: z.int(),
  /** Models that were asked what they are unsure of. */
  models: z.array(z.string()),
  parts: z.object({ chance: z.int(), near: z.int(), novel: z.int(), suspect: z.int() }),
  /** The least and the largest chance with which one of them was drawn; null: nothing was. */
  probability: z.object({ least: z.number(), most: z.number() }).nullable(),
})
export type LabelBatchReply = z.infer<typeof LabelBatchReply>

export const LabTaskReply = z.object({
  name: TaskName,
  of: z.string(),
  policies: z.array(z.string()),
  harm: z.array(z.string()),
  fine: z.array(z.string()),
  seed: z.int(),
  costs: z.record(z.string(), z.number()),
  bars: z.record(z.string(), z.number()),
  /** Its latest dataset, and the model that serves it. */
  dataset: z.string().nullable(),
  live: z.string().nullable(),
  shadows: z.array(z.string()),
})
export type LabTaskReply = z.infer<typeof LabTaskReply>

export const LabTaskList = z.object({ tasks: z.array(LabTaskReply) })
export type LabTaskList = z.infer<typeof LabTaskList>
