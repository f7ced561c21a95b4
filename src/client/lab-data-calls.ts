import type { z } from 'zod'
import type {
  BeginImportRequest,
  DatasetReply,
  ImportReply,
  ImportRowsRequest,
  SendSuspectsReply,
  SendSuspectsRequest,
  SuspectReply,
} from '../api/contract/lab-data.ts'
import type { Ask, CallOptions } from './ask.ts'

export interface LabDataCalls {
  readonly datasets: {
    /** Begins an import, or finds the same one where it was left. */
    beginImport(request: BeginImportRequest, options?: CallOptions): Promise<ImportReply>
    /** Sends the next rows; those that are there are passed over. */
    sendRows(
      id: string,
      request: z.input<typeof ImportRowsRequest>,
      options?: CallOptions,
    ): Promise<ImportReply>
    /** Makes a dataset of an import whose rows are all there. */
    finishImport(id: string, options?: CallOptions): Promise<DatasetReply>
    /** Makes a dataset of what reviewers judged. */
    snapshot(task: string, options?: CallOptions): Promise<DatasetReply>
    /** Newest first. */
    list(options?: CallOptions & { task?: string; limit?: number }): Promise<DatasetReply[]>
    get(id: string, options?: CallOptions): Promise<DatasetReply>
    /** Labels that may be wrong, the likeliest error first. */
    errors(id: string, options?: CallOptions & { limit?: number }): Promise<SuspectReply[]>
    /** Has the likeliest errors judged again. */
    sendErrors(id: string, request?: SendSuspectsRequest, options?: CallOptions): Promise<SendSuspectsReply>
  }
}

/** A hundred thousand rows take some ten seconds. */
const MAKE_MS = 300_000
const ROWS_MS = 60_000

/** Labelled data that models learn from. */
export function labDataCalls(ask: Ask): LabDataCalls {
  const limited = (limit: number | undefined) => (limit === undefined ? {} : { limit: String(limit) })
  return {
    datasets: {
      beginImport: (body, { signal } = {}) => ask('beginImport', { body, repeatable: true, signal }),
      sendRows: (id, body, { signal } = {}) =>
        ask('importRows', { params: { id }, body, repeatable: true, timeoutMs: ROWS_MS, signal }),
      finishImport: (id, { signal } = {}) =>
        ask('finishImport', { params: { id }, timeoutMs: MAKE_MS, signal }),
      snapshot: (task, { signal } = {}) =>
        ask('snapshotDataset', { body: { task }, repeatable: true, timeoutMs: MAKE_MS, signal }),
      list: async ({ task, limit, signal } = {}) =>
        (
          await ask('listDatasets', {
            query: { ...(task === undefined ? {} : { task }), ...limited(limit) },
            signal,
          })
        ).datasets,
      get: (id, { signal } = {}) => ask('dataset', { params: { id }, signal }),
      errors: async (id, { limit, signal } = {}) =>
        (await ask('datasetErrors', { params: { id }, query: limited(limit), signal })).suspects,
      sendErrors: (id, body = {}, { signal } = {}) =>
        ask('sendDatasetErrors', { params: { id }, body, signal }),
    },
  }
}
