import { fixedTerms, underTerms } from '../../lab/registry/terms.ts'
import { Task } from '../../lab/task.ts'
import type { ModelId } from '../../lab/train/candidate.ts'
import type { ProbationParams, ProbationQuery, ProbationReply } from '../contract/probation.ts'
import type { MakeHandler } from '../handler.ts'
import { designOf, viewProbation } from '../lab/view-probation.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

/** What a model is proved by on live traffic. */
export const modelProbation: MakeHandler =
  ({ models, probation, labData, clock }) =>
  async (request): Promise<ProbationReply> => {
    const id = (request.params as ProbationParams).id as ModelId
    const record = await orUnavailable(models.get(id))
    if (record === undefined) throw refusal('not-found', 'There is no model with this id.')
    const design = ((request.query ?? {}) as ProbationQuery).design ?? designOf(record)
    const [kept, look, entries] = await orUnavailable(
      Promise.all([labData.task(record.task), probation.look(id, design), models.entries(id)]),
    )
    const task = underTerms(kept ?? Task.parse({ name: record.task }), fixedTerms(entries))
    return viewProbation(task, record, design, look, clock.now())
  }
