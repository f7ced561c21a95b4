import type { Clock } from '../core/clock.ts'
import type { Decision } from '../core/decision.ts'
import type { Event } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import type { FieldProblem } from './decode-event.ts'
import type { Entry } from './ports.ts'
import type { Ruleset } from './ruleset.ts'

export type Judged =
  | { readonly ok: true; readonly decision: Decision; readonly entry: Entry }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

export interface EngineParts {
  readonly ruleset: Ruleset
  readonly clock: Clock
  /** Makes decision ids; see `decisionIds` in core/id.ts. */
  readonly ids: (nowMs: number) => DecisionId
  /** Monotonic ms with fractions, for latency; default `performance.now`. */
  readonly stopwatch?: () => number
}

/** Judges events, each by exactly one ruleset. */
export interface Engine {
  /** The ruleset that judges the next event. */
  readonly ruleset: Ruleset
  /** Events from now on are judged by `next`; those that wait for a signal finish under their own. */
  swap(next: Ruleset): void
  /** A promise only when a dear signal has to be waited for. */
  judge(event: Event): Judged | Promise<Judged>
}

export function createEngine(parts: EngineParts): Engine {
  throw new Error(`not built yet: ${parts.ruleset.id}`)
}
