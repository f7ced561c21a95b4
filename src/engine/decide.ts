import type { JudgedEvent } from '../core/event.ts'
import type { Outcome } from './outcome.ts'
import type { Ruleset } from './ruleset.ts'

/** Judges one event. A promise only when a dear signal has to be waited for. */
export function decide(ruleset: Ruleset, event: JudgedEvent): Outcome | Promise<Outcome> {
  throw new Error(`not built yet: ${ruleset.id} ${event.type}`)
}
