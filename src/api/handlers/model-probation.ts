import type { ModelId } from '../../lab/train/candidate.ts'
import type { ProbationParams, ProbationQuery, ProbationReply } from '../contract/probation.ts'
import type { MakeHandler } from '../handler.ts'
import { proofOf } from '../lab/proof-of.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

/** What a model is proved by on live traffic. */
export const modelProbation: MakeHandler =
  (parts) =>
  async (request): Promise<ProbationReply> => {
    const id = (request.params as ProbationParams).id as ModelId
    const record = await orUnavailable(parts.models.get(id))
    if (record === undefined) throw refusal('not-found', 'There is no model with this id.')
    const { design } = (request.query ?? {}) as ProbationQuery
    return orUnavailable(proofOf(parts, record, design))
  }
