import type { Clock } from '../core/clock.ts'
import type { Decision } from '../core/decision.ts'
import type { Event } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import { decide } from './decide.ts'
import { decodeEvent } from './decode-event.ts'
import type { LiveMemory } from './live-memory.ts'
import { toDecision } from './record.ts'
import type { FieldProblem, Ruleset } from './ruleset.ts'

export type Prechecked =
  | { readonly ok: true; readonly decision: Decision }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** No decision has it: what is only asked about is not kept. */
const NO_DECISION = `d-${'0'.repeat(32)}` as DecisionId

/** What would be decided of an event now. It is not counted, sets no label, takes no id and remembers nothing. */
export async function precheck(
  { ruleset, memory, clock }: { ruleset: Ruleset; memory: Pick<LiveMemory, 'reading'>; clock: Clock },
  event: Event,
  stopwatch: () => number = () => performance.now(),
): Promise<Prechecked> {
  const started = stopwatch()
  const decoded = decodeEvent(ruleset, event, clock.now())
  if (!decoded.ok) return decoded
  const outcome = await decide(ruleset, decoded.event, memory.reading)
  const latencyMs = Math.round((stopwatch() - started) * 1000) / 1000
  const context = { id: NO_DECISION, latencyMs, ruleset: ruleset.id }
  return { ok: true, decision: toDecision(outcome, decoded.event, context) }
}
