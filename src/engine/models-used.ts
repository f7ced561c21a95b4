import type { Decision, ModelUse } from '../core/decision.ts'
import type { Recorded } from '../signals/signal.ts'
import type { EventFrame } from './event-frame.ts'

/** A model in a slot of an event type's frames. */
export interface ModelSlot {
  readonly slot: number
  readonly name: string
  readonly version: string
  readonly dear: boolean
  readonly recorded: Recorded | undefined
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
  for (const { slot, name, version, dear, recorded } of models) {
    const value = frame.signals[slot]
    const failed = frame.failures.get(slot)
    const scored = typeof value === 'object' && value !== null
    if ((!scored && failed === undefined) || (isQuiet && !dear)) continue
    const own = recorded !== undefined && scored ? recorded.use(value) : undefined
    if (recorded !== undefined && own === undefined && failed === undefined) continue
    used ??= {}
    used[name] = own ?? {
      version: recorded?.failedVersion(frame.event) ?? version,
      ...(dear && scored && recorded === undefined ? { scores: value as Record<string, number> } : {}),
      ...(failed === undefined ? {} : { failed }),
    }
  }
  return used
}
