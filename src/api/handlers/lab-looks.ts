import type { DatasetId } from '../../lab/dataset/dataset.ts'
import type { ModelRecord } from '../../lab/registry/model.ts'
import { fixedTerms, underTerms } from '../../lab/registry/terms.ts'
import { Task } from '../../lab/task.ts'
import type { DatasetRowsReply, DatasetRowsRequest, ModelProofList } from '../contract/lab-looks.ts'
import type { MakeHandler } from '../handler.ts'
import { designOf, viewProbation } from '../lab/view-probation.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

/** Shows what is being proved of every model that sees live traffic. */
export const modelProofs: MakeHandler = (parts) => async () => {
  const { tasks } = await orUnavailable(parts.models.serving())
  const records = tasks.flatMap(({ live, canary, shadows }) =>
    [live, canary, ...shadows].filter((one) => one !== undefined),
  )
  const models = await Promise.all(records.map((record) => proofOf(parts, record)))
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

async function proofOf({ labData, models, probation, clock }: ServerParts, record: ModelRecord) {
  const design = designOf(record)
  const [look, kept, entries] = await orUnavailable(
    Promise.all([probation.look(record.id, design), labData.task(record.task), models.entries(record.id)]),
  )
  const task = underTerms(kept ?? Task.parse({ name: record.task }), fixedTerms(entries))
  return viewProbation(task, record, design, look, clock.now())
}
