import type { DatasetId } from '../../lab/dataset/dataset.ts'
import type { DatasetRowsReply, DatasetRowsRequest, ModelProofList } from '../contract/lab-looks.ts'
import type { MakeHandler } from '../handler.ts'
import { proofOf } from '../lab/proof-of.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

/** Shows what is being proved of every model that sees live traffic. */
export const modelProofs: MakeHandler = (parts) => async () => {
  const { tasks } = await orUnavailable(parts.models.serving())
  const records = tasks.flatMap(({ live, canary, shadows }) =>
    [live, canary, ...shadows].filter((one) => one !== undefined),
  )
  const models = await orUnavailable(Promise.all(records.map((record) => proofOf(parts, record))))
  return { models } satisfies ModelProofList
}

/** Shows rows of a dataset with their texts. */
export const datasetRows: MakeHandler = (parts) => async (request) => {
  unbounded(request, 'A dataset is of')
  const { id } = request.params as { id: DatasetId }
  const { rows } = request.body as DatasetRowsRequest
  const { labData, noteSight } = parts
  if ((await orUnavailable(labData.facts(id))) === undefined)
    throw refusal('not-found', 'There is no dataset with this id.')
  await orUnavailable(noteSight(request.grant!, 'datasetRows', [id]))
  const found = await Promise.all(
    [...new Set(rows)].map(async (row) => {
      const [one] = await orUnavailable(labData.rows(id, row, 1))
      if (one === undefined) return []
      const { hash, text, labels, violates, source } = one
      return [{ row, hash, text: text ?? null, labels: [...labels], violates, source }]
    }),
  )
  return { rows: found.flat() } satisfies DatasetRowsReply
}
