import type { ModelUse } from '../../../core/decision.ts'
import type { JudgedEvent } from '../../../core/event.ts'
import type { Value } from '../../../core/value.ts'
import { REACHES, type Reach, reached } from './reached.ts'
import type { ServedModel } from './served-task.ts'

/** The model that gave a value: what a decision records. */
const givenBy = new WeakMap<object, string>()

/** What rules read when `model` gave `scores` for a text of an event; where it may not act on it, it ranks it at most. A score that is no number counts as missing. */
export function labValue(
  { id, labels, thresholds, actsOn }: Pick<ServedModel, 'id' | 'labels' | 'thresholds' | 'actsOn'>,
  scores: ArrayLike<number>,
  text: string,
  { type, world }: Pick<JudgedEvent, 'type' | 'world'>,
): Value {
  const all = reached(scores[0]!, thresholds)
  const isHeldBack = all.some((one) => one !== 'rank') && actsOn?.(text, { surface: type, world }) === false
  const value: Record<string, number | boolean> = withReach(
    isHeldBack ? all.filter((one) => one === 'rank') : all,
  )
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
