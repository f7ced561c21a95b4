import { diffModels } from '../../lab/registry/diff-models.ts'
import { latestGates } from '../../lab/registry/latest-gates.ts'
import type { ModelDiffParams, ModelEntryParams, ModelId, ModelsQuery } from '../contract/lab-models.ts'
import type { MakeHandler } from '../handler.ts'
import { findModel, NO_MODEL } from '../lab/find-model.ts'
import { modelDetail } from '../lab/model-detail.ts'
import { peersOf } from '../lab/peers-of.ts'
import { verifyModels as verify } from '../lab/verify-models.ts'
import { wireEntry, wireModel } from '../lab/wire-model.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

const LISTED = 100

export const listModels: MakeHandler =
  ({ models }) =>
  async (request) => {
    const { task, state, before, limit } = (request.query ?? {}) as ModelsQuery
    const found = await orUnavailable(
      models.list({
        ...(task === undefined ? {} : { task }),
        ...(state === undefined ? {} : { states: [state] }),
        ...(before === undefined ? {} : { before: before as `mdl-${string}` }),
        limit: limit === undefined ? LISTED : Number(limit),
      }),
    )
    return { models: found.map(wireModel) }
  }

/** Shows a model with its way. */
export const model: MakeHandler = (parts) => async (request) => {
  const record = await findModel(parts, (request.params as { id: ModelId }).id)
  const [entries, peers] = await Promise.all([
    orUnavailable(parts.models.entries(record.id)),
    peersOf(parts, record),
  ])
  return modelDetail(record, entries, peers)
}

export const modelEntry: MakeHandler = (parts) => async (request) => {
  const { id, number } = request.params as ModelEntryParams
  const record = await findModel(parts, id)
  const entries = await orUnavailable(parts.models.entries(record.id))
  const entry = entries.find((one) => one.number === Number(number))
  if (entry === undefined) throw refusal('not-found', 'The model has no entry with this number.')
  return wireEntry(entry, true)
}

export const modelDifference: MakeHandler = (parts) => async (request) => {
  const { id, other } = request.params as ModelDiffParams
  const [one, two] = await Promise.all(
    [id, other].map(async (each) => {
      const { manifest, id: own } = await findModel(parts, each)
      return { manifest, gates: latestGates(await orUnavailable(parts.models.entries(own))) }
    }),
  )
  if (one === undefined || two === undefined) throw refusal('not-found', NO_MODEL)
  return { differences: diffModels(one, two) }
}

/** Goes along the chain. */
export const verifyModels: MakeHandler =
  ({ models }) =>
  () =>
    orUnavailable(verify(models))
