import { z } from 'zod'
import { ProbationReply } from './probation.ts'

/** Models in shadow, canary and live, each with what it is proved by. */
export const ModelProofList = z.object({ models: z.array(ProbationReply) })
export type ModelProofList = z.infer<typeof ModelProofList>

export const DatasetRowsRequest = z.strictObject({
  /** Numbers of rows in the dataset, from 0. */
  rows: z.array(z.int().min(0)).min(1).max(100),
})
export type DatasetRowsRequest = z.infer<typeof DatasetRowsRequest>

export const DatasetRowsReply = z.object({
  rows: z.array(
    z.object({
      row: z.int(),
      hash: z.string(),
      /** Null: it was erased. */
      text: z.string().nullable(),
      labels: z.array(z.string()),
      violates: z.boolean(),
      source: z.string(),
    }),
  ),
})
export type DatasetRowsReply = z.infer<typeof DatasetRowsReply>
