import type { ModelEvaluation } from '../evaluate/evaluation.ts'
import type { ModelEntry } from './model.ts'

/** What was measured of a model last; undefined: it is not evaluated. */
export function latestEvaluation(entries: readonly ModelEntry[]): ModelEvaluation | undefined {
  const entry = entries.findLast(({ kind, by }) => kind === 'evaluation' && by === 'system')
  return entry?.body.evaluation as ModelEvaluation | undefined
}
