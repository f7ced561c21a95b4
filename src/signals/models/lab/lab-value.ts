import type { ModelUse } from '../../../core/decision.ts'
import type { Value } from '../../../core/value.ts'
import { REACHES, type Reach, reached } from './reached.ts'
import type { ServedModel } from './served-task.ts'

/** The model that gave a value: what a decision records. */
const givenBy = new WeakMap<object, string>()

/** What rules read when `model` gave `scores`. A score that is no number counts as missing. */
export function labValue(
  { id, labels, thresholds }: Pick<ServedModel, 'id' | 'labels' | 'thresholds'>,
  scores: ArrayLike<number>,
): Value {
  const value: Record<string, number | boolean> = withReach(reached(scores[0]!, thresholds))
  // Six decimals, as other models' scores are recorded.
  for (const [i, label] of labels.entries())
    if (Number.isFinite(scores[i])) value[label] = Math.round(scores[i]! * 1e6) / 1e6
  givenBy.set(value, id)
  return value
}

/** What a decision records of a value; undefined: no model served. */
export function useOf(value: Value): ModelUse | undefined {
  const version = typeof value === 'object' && value !== null ? givenBy.get(value) : undefined
  if (version === undefined) return undefined
  const scores: Record<string, number> = {}
  const reach: Reach[] = []
  for (const [name, one] of Object.entries(value as Record<string, number | boolean>))
    if (typeof one === 'number') scores[name] = one
    else if (one) reach.push(name as Reach)
  return { version, scores, ...(reach.length === 0 ? {} : { reached: reach }) }
}

/** The value that was recorded; without a record, that no model serves: nothing is reached, and no score is known. */
export function recordedValue(use: ModelUse | undefined): Value {
  const value: Record<string, number | boolean> = { ...withReach(use?.reached ?? []), ...use?.scores }
  if (use !== undefined) givenBy.set(value, use.version)
  return value
}

function withReach(reach: readonly string[]): Record<string, number | boolean> {
  return Object.fromEntries(REACHES.map((one) => [one, reach.includes(one)]))
}
