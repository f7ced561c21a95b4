import type { Decision } from '../core/decision.ts'
import type { JudgedEvent } from '../core/event.ts'
import type { DecisionId, RulesetId } from '../core/id.ts'
import { isoTime } from '../core/iso-time.ts'
import type { Outcome } from './outcome.ts'

export interface RecordContext {
  readonly id: DecisionId
  readonly latencyMs: number
  readonly ruleset: RulesetId
}

/** The record of one event judged, as it goes over the wire and into the log. */
export function toDecision(outcome: Outcome, event: JudgedEvent, context: RecordContext): Decision {
  const decision = {
    decision: context.id,
    type: event.type,
    time: isoTime(event.time),
    receivedAt: isoTime(event.receivedAt),
    world: event.world,
    verdict: outcome.verdict,
    reasons: outcome.reasons,
    shadow: outcome.shadow,
    unknown: outcome.unknown,
    effects: outcome.effects,
    ruleset: context.ruleset,
    latencyMs: context.latencyMs,
  } as unknown as Decision
  if (event.id !== undefined) decision.eventId = event.id
  if (event.session !== undefined) decision.session = event.session
  if (event.actor !== undefined) decision.actor = event.actor
  if (event.target !== undefined) decision.target = event.target
  if (outcome.masked !== undefined) decision.masked = outcome.masked
  if (outcome.counters !== undefined) decision.counters = outcome.counters
  if (outcome.labels !== undefined) decision.labels = outcome.labels
  if (outcome.models !== undefined) decision.models = outcome.models
  if (outcome.context !== undefined) decision.context = outcome.context
  if (outcome.media !== undefined) decision.media = outcome.media
  return decision
}
