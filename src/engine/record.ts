import type { Decision } from '../core/decision.ts'
import type { JudgedEvent } from '../core/event.ts'
import type { DecisionId, RulesetId } from '../core/id.ts'
import type { Outcome } from './outcome.ts'

export interface RecordContext {
  readonly id: DecisionId
  readonly latencyMs: number
  readonly ruleset: RulesetId
}

/** The record of one event judged, as it goes over the wire and into the log. */
export function toDecision(outcome: Outcome, event: JudgedEvent, context: RecordContext): Decision {
  const { session, actor, target } = event
  return {
    decision: context.id,
    ...(event.id === undefined ? {} : { eventId: event.id }),
    type: event.type,
    time: new Date(event.time).toISOString(),
    receivedAt: new Date(event.receivedAt).toISOString(),
    world: event.world,
    ...(session === undefined ? {} : { session }),
    ...(actor === undefined ? {} : { actor }),
    ...(target === undefined ? {} : { target }),
    verdict: outcome.verdict,
    ...(outcome.masked === undefined ? {} : { masked: outcome.masked }),
    reasons: outcome.reasons as Decision['reasons'],
    shadow: outcome.shadow as Decision['shadow'],
    unknown: outcome.unknown as Decision['unknown'],
    effects: outcome.effects as Decision['effects'],
    ruleset: context.ruleset,
    latencyMs: context.latencyMs,
  }
}
