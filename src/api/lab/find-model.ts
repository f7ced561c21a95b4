import type { ModelRecord } from '../../lab/registry/model.ts'
import type { ModelId } from '../../lab/train/candidate.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'

export const NO_MODEL = 'There is no model with this id.'

/** The model that a request names; throws `not-found`. */
export async function findModel({ models }: Pick<ServerParts, 'models'>, id: string): Promise<ModelRecord> {
  const record = await orUnavailable(models.get(id as ModelId))
  if (record === undefined) throw refusal('not-found', NO_MODEL)
  return record
}
