import { dawidSkene } from '../../stats/label-quality/dawid-skene.ts'
import type { Task } from '../task.ts'
import type { RepeatedJudgement, Suspect } from './ports.ts'
import type { LabRow } from './row.ts'
import { unitsOf } from './units-of.ts'

/**
 * Rows whose label is less likely than the other one when all who judged the event are heard, each weighed by how often
 * they seem to err (Dawid and Skene, 1979). The likeliest errors first; `score` is the chance that it violates.
 */
export function suspectsOfJudges(
  task: Pick<Task, 'policies'>,
  judgements: readonly RepeatedJudgement[],
  rows: readonly Pick<LabRow, 'hash' | 'decision' | 'violates'>[],
): Suspect[] {
  const said = unitsOf(task, judgements).flatMap(({ decision, said: all }) =>
    all.map(({ reviewer, violates }) => ({ item: decision, judge: reviewer, value: `${violates}` })),
  )
  const { items } = dawidSkene(said, { values: ['false', 'true'] })
  return rows
    .flatMap(({ hash, decision, violates }) => {
      const chances = decision && items.get(decision)
      if (chances === undefined || chances[violates ? 1 : 0]! >= 0.5) return []
      return [{ row: hash, violates, score: chances[1]!, why: 'judges' as const }]
    })
    .sort((a, b) => doubt(b) - doubt(a) || (a.row < b.row ? -1 : 1))
}

function doubt({ violates, score = 0.5 }: Suspect): number {
  return violates ? 1 - score : score
}
