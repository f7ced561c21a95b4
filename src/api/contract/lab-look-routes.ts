import { DatasetParams } from './lab-data.ts'
import { DatasetRowsReply, DatasetRowsRequest, ModelProofList } from './lab-looks.ts'
import { BODY, type Route } from './route.ts'

const read = { method: 'GET', needs: 'model.read', guard: 'none', status: 200 } as const

/** Looks at what the lab knows: what is being proved of models, rows by their numbers. */
export const LAB_LOOK_ROUTES = {
  modelProofs: {
    ...read,
    path: '/v1/models/probation',
    summary: 'Show what every model in shadow, canary and live is proved by',
    reply: ModelProofList,
    problems: [],
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
