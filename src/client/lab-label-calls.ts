import type { LabelBatchReply, LabelBatchRequest, LabTaskReply } from '../api/contract/lab-label.ts'
import type { Ask, CallOptions } from './ask.ts'

export interface LabLabelCalls {
  readonly labTasks: {
    list(options?: CallOptions): Promise<LabTaskReply[]>
    /** Draws what is to be labelled next from recent events, and sends it to a queue as jobs. */
    label(request: LabelBatchRequest, options?: CallOptions): Promise<LabelBatchReply>
  }
}

/** Some thousand events are read and scored. */
const DRAW_MS = 120_000

export function labLabelCalls(ask: Ask): LabLabelCalls {
  return {
    labTasks: {
      list: async ({ signal } = {}) => (await ask('listLabTasks', { signal })).tasks,
      label: (body, { signal } = {}) => ask('drawLabels', { body, timeoutMs: DRAW_MS, signal }),
    },
  }
}
