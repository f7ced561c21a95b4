import type { JudgedEvent } from '../core/event.ts'
import { eventTypeOf, firstStage, release, secondStage } from './judge-frame.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import type { Ruleset } from './ruleset.ts'
import { settle } from './settle.ts'

/**
 * Judges one event. All rules that match fire; the strictest verdict wins; effects are the union.
 * A promise only when rules are still undecided without a dear signal.
 */
export function decide(ruleset: Ruleset, event: JudgedEvent): Outcome | Promise<Outcome> {
  const compiled = eventTypeOf(ruleset, event)
  const frame = firstStage(compiled, event)
  if (frame.unknownCount > 0 && frame.wanted.size > 0)
    return secondStage(compiled, frame).then(() => {
      const outcome = settle(compiled, frame)
      release(compiled, frame)
      return outcome
    })
  const outcome = frame.firedCount === 0 && frame.unknownCount === 0 ? NOTHING : settle(compiled, frame)
  release(compiled, frame)
  return outcome
}
