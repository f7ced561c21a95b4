import type { DatasetId } from '../../lab/dataset/dataset.ts'
import { DESIGNS } from '../../lab/probation/design.ts'
import type { ModelRecord } from '../../lab/registry/model.ts'
import { Task } from '../../lab/task.ts'
import type { DatasetRowsReply, DatasetRowsRequest, ModelProofList } from '../contract/lab-looks.ts'
import type { ModelId } from '../contract/lab-models.ts'
import type { MakeHandler } from '../handler.ts'
import { findModel } from '../lab/find-model.ts'
import { proofsOf } from '../lab/proofs-of.ts'
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
  const models = await Promise.all(records.map((record) => proofs(parts, record)))
  return { models } satisfies ModelProofList
}

/** Shows what is being proved of a model, and what was. */
export const modelProof: MakeHandler = (parts) => async (request) =>
  proofs(parts, await findModel(parts, (request.params as { id: ModelId }).id))

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

async function proofs({ models, labData, probation, clock }: ServerParts, record: ModelRecord) {
  const [states, { cells }, task, entries] = await orUnavailable(
    Promise.all([
      Promise.all(DESIGNS.map(async (design) => [design, await probation.state(record.id, design)] as const)),
      probation.sums([record.id], 0),
      labData.task(record.task),
      models.entries(record.id),
    ]),
  )
  const given = { states: Object.fromEntries(states), cells, entries }
  return proofsOf(task ?? Task.parse({ name: record.task }), record, given, clock.now())
}
