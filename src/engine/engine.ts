import type { Clock } from '../core/clock.ts'
import type { Decision } from '../core/decision.ts'
import type { Event, JudgedEvent } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import { decide } from './decide.ts'
import { decodeEvent } from './decode-event.ts'
import type { Outcome } from './outcome.ts'
import type { Entry } from './ports.ts'
import { toDecision } from './record.ts'
import type { FieldProblem, Ruleset } from './ruleset.ts'

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

/** Joins a ruleset, a clock and a source of ids into what judges events. */
export function createEngine({
  ruleset,
  clock,
  ids,
  stopwatch = () => performance.now(),
}: EngineParts): Engine {
  let current = ruleset
  return {
    get ruleset() {
      return current
    },
    swap(next) {
      current = next
    },
    judge(event) {
      const by = current
      const started = stopwatch()
      const decoded = decodeEvent(by, event, clock.now())
      if (!decoded.ok) return decoded
      const outcome = decide(by, decoded.event)
      const finish = (settled: Outcome) => record(by, event, decoded.event, settled, started)
      return outcome instanceof Promise ? outcome.then(finish) : finish(outcome)
    },
  }

  function record(by: Ruleset, sent: Event, event: JudgedEvent, outcome: Outcome, started: number): Judged {
    // Three decimals: a latency of 0.0004 ms is not known any better.
    const latencyMs = Math.round((stopwatch() - started) * 1000) / 1000
    const decision = toDecision(outcome, event, { id: ids(event.receivedAt), latencyMs, ruleset: by.id })
    const { keep } = by.eventTypes.get(event.type)!.eventType
    return { ok: true, decision, entry: { decision, event: sent, keep } }
  }
}
