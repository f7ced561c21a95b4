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
    const [task, look] = await orUnavailable(
      Promise.all([labData.task(record.task), probation.look(id, design)]),
    )
    return viewProbation(task ?? Task.parse({ name: record.task }), record, design, look, clock.now())
  }
