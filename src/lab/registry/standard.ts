import { DEFAULT_BARS } from '../bars.ts'
import { ProbationSettings } from '../probation/probation-settings.ts'
import { Bars, Costs, type Task } from '../task.ts'
import type { ModelEntry } from './model.ts'

/**
 * By what a model is measured and proved. It is fixed when the model is made, in the first entry of its chain: whoever changes
 * the task later changes it for models to come.
 */
export type Standard = Pick<Task, 'bars' | 'costs' | 'probation'>

export function standardOf({ bars, costs, probation }: Standard): Standard {
  return { bars, costs, probation }
}

/** The standard that a model was made under; undefined: its chain names none. */
export function fixedStandard(entries: readonly Pick<ModelEntry, 'kind' | 'body'>[]): Standard | undefined {
  const { standard } = entries.find(({ kind }) => kind === 'trained')?.body ?? {}
  if (standard === undefined) return undefined
  const { bars, costs, probation } = standard as Record<string, unknown>
  return { bars: Bars.parse(bars), costs: Costs.parse(costs), probation: ProbationSettings.parse(probation) }
}

/** The task as a model of it is judged by. */
export function underStandard(task: Task, standard: Standard | undefined): Task {
  return standard === undefined ? task : { ...task, ...standardOf(standard) }
}

const HIGHER_IS_STRICTER = {
  bars: ['precision', 'irreversiblePrecision', 'recall'],
  probation: ['alphaRevoke', 'patienceMs', 'accounts', 'surfaces', 'days', 'canaryLabels', 'canaryDays'],
} as const
const LOWER_IS_STRICTER = {
  bars: ['evasion', 'calibration', 'latencyMs'],
  probation: ['alphaPass', 'margin', 'runLength'],
} as const

/** In what a standard asks for less evidence than the defaults do; empty: in nothing. */
export function loosenedIn({ bars, probation }: Standard): readonly string[] {
  const usual = { bars: DEFAULT_BARS, probation: ProbationSettings.parse({}) }
  return [
    ...HIGHER_IS_STRICTER.bars.filter((name) => bars[name] < usual.bars[name]),
    ...LOWER_IS_STRICTER.bars.filter((name) => bars[name] > usual.bars[name]),
    ...HIGHER_IS_STRICTER.probation.filter((name) => probation[name] < usual.probation[name]),
    ...LOWER_IS_STRICTER.probation.filter((name) => probation[name] > usual.probation[name]),
  ]
}
