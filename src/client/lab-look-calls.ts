import type { DatasetRowsReply } from '../api/contract/lab-looks.ts'
import type { ProbationReply } from '../api/contract/probation.ts'
import type { Ask, CallOptions } from './ask.ts'

export interface LabLookCalls {
  /** What every model in shadow, canary and live is proved by. */
  probations(options?: CallOptions): Promise<ProbationReply[]>
  /** Rows of a dataset by their numbers, with their texts. */
  datasetRows(
    dataset: string,
    rows: readonly number[],
    options?: CallOptions,
  ): Promise<DatasetRowsReply['rows']>
}

export function labLookCalls(ask: Ask): LabLookCalls {
  return {
    probations: async ({ signal } = {}) => (await ask('modelProofs', { signal })).models,
    datasetRows: async (id, rows, { signal } = {}) =>
      (await ask('datasetRows', { params: { id }, body: { rows: [...rows] }, signal })).rows,
  }
}
