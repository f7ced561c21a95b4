import type { Event, JudgedEvent } from '../core/event.ts'
import type { Ruleset } from './ruleset.ts'

/** What is wrong with one field of an event; never its value. */
export interface FieldProblem {
  /** As in `data.text`. */
  readonly field: string
  readonly problem: string
  readonly wayOut?: string
}

export type Decoded =
  | { readonly ok: true; readonly event: JudgedEvent }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** Types an event by the ruleset's event types. `receivedAt` in ms since the epoch. */
export function decodeEvent(ruleset: Ruleset, event: Event, receivedAt: number): Decoded {
  throw new Error(`not built yet: ${ruleset.id} ${event.type} ${receivedAt}`)
}
