import { inSlices } from '../core/steps.ts'
import { compileRulesetSteps } from '../engine/compile-ruleset.ts'
import type { RulesetLog } from '../engine/ports.ts'
import type { Ruleset } from '../engine/ruleset.ts'
import { checkPackSteps } from '../pack/check-pack.ts'

/** Finds the ruleset that judged a decision: undefined when it was not kept, or no longer checks. */
export type RecordedRulesets = (id: string) => Promise<Ruleset | undefined>

/** Compiles past rulesets when asked, keeping the last few: a reviewer asks for the same ones again. */
export function recordedRulesets(log: RulesetLog, live: () => Ruleset, keep = 4): RecordedRulesets {
  const kept = new Map<string, Ruleset>()
  return async (id) => {
    if (live().id === id) return live()
    const known = kept.get(id)
    if (known) return known
    const record = await log.get(id)
    const pack = record && (await inSlices(checkPackSteps(record.files))).pack
    if (!pack) return undefined
    const ruleset = await inSlices(compileRulesetSteps(pack))
    kept.set(id, ruleset)
    if (kept.size > keep) kept.delete(kept.keys().next().value!)
    return ruleset
  }
}
