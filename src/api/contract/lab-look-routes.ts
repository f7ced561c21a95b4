import { DatasetParams } from './lab-data.ts'
import { DatasetRowsReply, DatasetRowsRequest, ModelProofList, ModelProofReply } from './lab-looks.ts'
import { ModelParams } from './lab-models.ts'
import { BODY, type Route } from './route.ts'

const read = { method: 'GET', needs: 'model.read', guard: 'none', status: 200 } as const

/** Looks at what the lab knows: tasks, what is being proved of models, rows by their numbers. */
export const LAB_LOOK_ROUTES = {
  modelProofs: {
    ...read,
    path: '/v1/lab/proofs',
    summary: 'Show what is being proved of every model in shadow, canary and live',
    reply: ModelProofList,
    problems: [],
  },
  modelProof: {
    ...read,
    path: '/v1/lab/models/:id/proof',
    summary: 'Show what is being proved of a model on live traffic, and what was',
    description:
      'Probation, canary and watch, each with its plan and the outcome of every label in turn, so that it can be drawn against its boundaries.',
    params: ModelParams,
    reply: ModelProofReply,
    problems: ['invalid-request', 'not-found'],
  },
  datasetRows: {
    method: 'POST',
    path: '/v1/lab/datasets/:id/rows',
    needs: 'content.bulk',
    guard: 'all-worlds',
    reads: true,
    summary: 'Show rows of a dataset by their numbers, with their texts',
    description:
      'Up to 100 at once, such as those that a model is most wrong about. Looking at them is noted.',
    params: DatasetParams,
    body: DatasetRowsRequest,
    status: 200,
    reply: DatasetRowsReply,
    problems: [...BODY, 'world-not-allowed', 'not-found'],
    example: { body: { rows: [17] }, reply: undefined },
  },
} as const satisfies Readonly<Record<string, Route>>
