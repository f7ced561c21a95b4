import { z } from 'zod'
import { MODEL_STATES } from '../../lab/registry/model.ts'
import { ModelId } from './lab-models.ts'

const counted = z.object({ seen: z.number(), needed: z.number() })
const told = {
  says: z.string(),
  wayOut: z.string().nullable(),
  /** Samples that came to no judgement that counts. */
  void: z.int(),
  /** Whether it goes on now; else it is how it ended. */
  isOpen: z.boolean(),
}
/** A character for each label in turn, `1` against the model. */
const path = z.string()

/** What is being proved of a model on live traffic, or was. */
export const ProofReply = z.discriminatedUnion('design', [
  z.object({
    design: z.literal('probation'),
    ...told,
    verdict: z.enum(['pass', 'extend', 'revoke']),
    /** The loss rate to be below, the error rates of both verdicts, and the most labels. */
    plan: z.object({ bar: z.number(), passError: z.number(), revokeError: z.number(), cap: z.int() }),
    path,
    exposure: z.object({ accounts: counted, surfaces: counted, days: counted }),
  }),
  z.object({
    design: z.literal('canary'),
    ...told,
    verdict: z.enum(['promote', 'wait', 'roll-back']),
    share: z.number(),
    plan: z.object({
      ...{ margin: z.number(), harm: z.number(), leastProbability: z.number() },
      ...{ promoteError: z.number(), rollBackError: z.number() },
    }),
    path,
  }),
  z.object({
    design: z.literal('watch'),
    ...told,
    verdict: z.enum(['healthy', 'roll-back']),
    plan: z.object({ bar: z.number(), runLength: z.number() }),
    labels: z.int(),
    losses: z.int(),
    /** Natural logarithms of the detector after each of the last labels. */
    trace: z.array(z.number()),
  }),
])
export type ProofReply = z.infer<typeof ProofReply>

/** A model with what was proved of it, in the order of its way; what trips is told in `alarms`. */
export const ModelProofReply = z.object({
  model: ModelId,
  task: z.string(),
  state: z.enum(MODEL_STATES),
  proofs: z.array(ProofReply),
  alarms: z.array(z.string()),
})
export type ModelProofReply = z.infer<typeof ModelProofReply>

export const ModelProofList = z.object({ models: z.array(ModelProofReply) })
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
