import type { JudgedEvent } from '../core/event.ts'
import type { EventFrame } from './event-frame.ts'
import { eventTypeOf, firstStage, release, secondStage } from './judge-frame.ts'
import { type Memory, NO_MEMORY } from './memory.ts'
import { modelsUsed } from './models-used.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import type { CompiledEventType, Ruleset } from './ruleset.ts'
import { settle } from './settle.ts'

/**
 * Judges one event. All rules that match fire; the strictest verdict wins; effects are the union. Counters and
 * labels are read from `memory`, which counts the event. A promise only when rules are still undecided without a
 * dear signal.
 */
export function decide(
  ruleset: Ruleset,
  event: JudgedEvent,
  memory: Memory = NO_MEMORY,
): Outcome | Promise<Outcome> {
  const compiled = eventTypeOf(ruleset, event)
  const frame = firstStage(compiled, event, memory.of(compiled))
  if (frame.unknownCount > 0 && frame.wanted.size > 0)
    return secondStage(compiled, frame).then(() => finish(compiled, frame))
  return finish(compiled, frame)
}

function finish(compiled: CompiledEventType, frame: EventFrame): Outcome {
  const counters = compiled.counterValues?.(frame)
  const labels = frame.borneLabels()
  const context = frame.contextRead()
  const media = frame.mediaRead()
  const isQuiet = frame.firedCount === 0 && frame.unknownCount === 0
  const models = compiled.models === undefined ? undefined : modelsUsed(compiled.models, frame, isQuiet)
  const isEmpty =
    counters === undefined &&
    labels === undefined &&
    models === undefined &&
    context === undefined &&
    media === undefined
  const outcome =
    isQuiet && isEmpty ? NOTHING : settle(compiled, frame, { counters, labels, models, context, media })
  release(compiled, frame)
  return outcome
}
