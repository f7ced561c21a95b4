import { NO_EVENT } from './event-frame.ts'
import { firstStage, release } from './judge-frame.ts'
import { NO_MEMORY } from './memory.ts'
import type { Ruleset } from './ruleset.ts'

/**
 * Judges one made-up event of each type, so that what is made at first use (a bank's automaton, generated code) is
 * there before the first player waits for it. Dear signals are not asked, and nothing is recorded.
 */
export function warmUp(ruleset: Ruleset): void {
  for (const [type, compiled] of ruleset.eventTypes) {
    const data: Record<string, string> = {}
    for (const [name, feature] of compiled.eventType.features)
      if (feature.type.kind === 'string') data[name] = 'warm'
    release(compiled, firstStage(compiled, { ...NO_EVENT, type, data }, NO_MEMORY.of(compiled)))
  }
}
