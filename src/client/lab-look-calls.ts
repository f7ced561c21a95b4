import type { DatasetRowsReply, ModelProofReply } from '../api/contract/lab-looks.ts'
import type { Ask, CallOptions } from './ask.ts'

export interface LabLookCalls {
  /** What the lab knows. */
  readonly lab: {
    /** What is being proved of every model in shadow, canary and live. */
    proofs(options?: CallOptions): Promise<ModelProofReply[]>
    proof(model: string, options?: CallOptions): Promise<ModelProofReply>
    /** Rows of a dataset by their numbers, with their texts. */
    rows(dataset: string, rows: readonly number[], options?: CallOptions): Promise<DatasetRowsReply['rows']>
  }
}

export function labLookCalls(ask: Ask): LabLookCalls {
  return {
    lab: {
      proofs: async ({ signal } = {}) => (await ask('modelProofs', { signal })).models,
      proof: (id, { signal } = {}) => ask('modelProof', { params: { id }, signal }),
      rows: async (id, rows, { signal } = {}) =>
        (await ask('datasetRows', { params: { id }, body: { rows: [...rows] }, signal })).rows,
    },
  }
}
