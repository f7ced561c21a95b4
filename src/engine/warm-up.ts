import type { Steps } from '../core/steps.ts'
import { NO_EVENT } from './event-frame.ts'
import { firstStage, freeFrame, release } from './judge-frame.ts'
import { NO_MEMORY } from './memory.ts'
import type { Ruleset } from './ruleset.ts'

/** Pieces of code of 1 to 3 ms that are made before they are needed; the rest of a huge rule set, when it is. */
const MOST_CODE = 400

/**
 * Judges one made-up event of each type, so that what is made at first use (a bank's automaton, generated code) is
 * there before the first player waits for it. Dear signals are not asked, and nothing is recorded.
 */
export function* warmUpSteps(ruleset: Ruleset): Steps<void> {
  let mayMake = MOST_CODE
  for (const [type, compiled] of ruleset.eventTypes) {
    const data: Record<string, string> = {}
    for (const [name, feature] of compiled.eventType.features)
      if (feature.type.kind === 'string') data[name] = 'warm'
    const frame = freeFrame(compiled)
    frame.event = { ...NO_EVENT, type, data }
    mayMake -= yield* compiled.program.makeReady(frame, mayMake)
    release(compiled, frame)
    release(compiled, firstStage(compiled, { ...NO_EVENT, type, data }, NO_MEMORY.of(compiled)))
    yield
  }
}
