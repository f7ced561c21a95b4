import type { Decision, ModelUse } from '../core/decision.ts'
import type { EventFrame } from './event-frame.ts'

/** A model in a slot of an event type's frames. */
export interface ModelSlot {
  readonly slot: number
  readonly name: string
  readonly version: string
  readonly dear: boolean
}

/**
 * What a decision records of the models it read. `isQuiet`: no rule fired, and then only those that were asked elsewhere
 * are worth a record; undefined: none.
 */
export function modelsUsed(
  models: readonly ModelSlot[],
  frame: EventFrame,
  isQuiet: boolean,
): Decision['models'] {
  let used: Record<string, ModelUse> | undefined
  for (const { slot, name, version, dear } of models) {
    const value = frame.signals[slot]
    const failed = frame.failures.get(slot)
    const scored = typeof value === 'object' && value !== null
    if ((!scored && failed === undefined) || (isQuiet && !dear)) continue
    used ??= {}
    used[name] = {
      version,
      ...(dear && scored ? { scores: value as Record<string, number> } : {}),
      ...(failed === undefined ? {} : { failed }),
    }
  }
  return used
}
