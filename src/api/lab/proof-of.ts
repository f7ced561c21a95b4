import type { Design } from '../../lab/probation/design.ts'
import type { ModelRecord } from '../../lab/registry/model.ts'
import { fixedStandard, underStandard } from '../../lab/registry/standard.ts'
import { Task } from '../../lab/task.ts'
import type { ProbationReply } from '../contract/probation.ts'
import type { ServerParts } from '../parts.ts'
import { designOf, viewProbation } from './view-probation.ts'

/** What a model is proved by as it stands, by the standard that it was made under. Rejects with `Unavailable`. */
export async function proofOf(
  { models, labData, probation, clock }: Pick<ServerParts, 'models' | 'labData' | 'probation' | 'clock'>,
  record: ModelRecord,
  design: Design = designOf(record),
): Promise<ProbationReply> {
  const [task, look, entries] = await Promise.all([
    labData.task(record.task),
    probation.look(record.id, design),
    models.entries(record.id),
  ])
  const judgedBy = underStandard(task ?? Task.parse({ name: record.task }), fixedStandard(entries))
  return viewProbation(judgedBy, record, design, look, clock.now())
}
