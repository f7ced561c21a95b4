import type { DecisionId } from '../../core/id.ts'
import type { Task } from '../task.ts'
import type { RepeatedJudgement } from './ports.ts'
import { whatItSays } from './what-it-says.ts'

/** An event that several people judged, and what each says of a task. */
export interface JudgedUnit {
  readonly decision: DecisionId
  /** Of whom it is; the decision itself where nobody is known. */
  readonly account: string
  readonly said: { readonly reviewer: string; readonly violates: boolean }[]
}

/** Judgements by event, as far as they say something of a task and two people at least do; one word a person. */
export function unitsOf(
  task: Pick<Task, 'policies'>,
  judgements: readonly RepeatedJudgement[],
): readonly JudgedUnit[] {
  const units = new Map<DecisionId, JudgedUnit>()
  for (const judgement of judgements) {
    const { decision, account, reviewer } = judgement
    const says = whatItSays(task, judgement)
    if (says === undefined) continue
    const unit = units.get(decision) ?? { decision, account: account ?? decision, said: [] }
    units.set(decision, unit)
    if (!unit.said.some((one) => one.reviewer === reviewer))
      unit.said.push({ reviewer, violates: says.violates })
  }
  return [...units.values()].filter(({ said }) => said.length >= 2)
}
