import { DEFAULT_BARS } from '../bars.ts'
import { ProbationSettings } from '../probation/probation-settings.ts'
import { Bars, Costs, type Task } from '../task.ts'
import type { ModelEntry } from './model.ts'

/**
 * By what a model is measured and proved. They are fixed when it is made, in the first entry of its chain: whoever changes the
 * task later changes them for models to come.
 */
export type Terms = Pick<Task, 'bars' | 'costs' | 'probation'>

export function termsOf({ bars, costs, probation }: Terms): Terms {
  return { bars, costs, probation }
}

/** The terms that a model was made under; undefined: its chain names none. */
export function fixedTerms(entries: readonly Pick<ModelEntry, 'kind' | 'body'>[]): Terms | undefined {
  const { terms } = entries.find(({ kind }) => kind === 'trained')?.body ?? {}
  if (terms === undefined) return undefined
  const { bars, costs, probation } = terms as Record<string, unknown>
  return { bars: Bars.parse(bars), costs: Costs.parse(costs), probation: ProbationSettings.parse(probation) }
}

/** The task as a model of it is judged by. */
export function underTerms(task: Task, terms: Terms | undefined): Task {
  return terms === undefined ? task : { ...task, ...termsOf(terms) }
}

const HIGHER_IS_STRICTER = {
  bars: ['precision', 'irreversiblePrecision', 'recall'],
  probation: ['alphaRevoke', 'patienceMs', 'accounts', 'surfaces', 'days', 'canaryLabels', 'canaryDays'],
} as const
const LOWER_IS_STRICTER = {
  bars: ['evasion', 'calibration', 'latencyMs'],
  probation: ['alphaPass', 'margin', 'runLength'],
} as const

/** In what terms ask for less evidence than the defaults do; empty: in nothing. */
export function loosenedIn({ bars, probation }: Terms): readonly string[] {
  const usual = { bars: DEFAULT_BARS, probation: ProbationSettings.parse({}) }
  return [
    ...HIGHER_IS_STRICTER.bars.filter((name) => bars[name] < usual.bars[name]),
    ...LOWER_IS_STRICTER.bars.filter((name) => bars[name] > usual.bars[name]),
    ...HIGHER_IS_STRICTER.probation.filter((name) => probation[name] < usual.probation[name]),
    ...LOWER_IS_STRICTER.probation.filter((name) => probation[name] > usual.probation[name]),
  ]
}
