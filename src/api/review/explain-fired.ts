import { explainDecision } from '../../engine/explain-decision.ts'
import type { StoredDecision } from '../../engine/ports.ts'
import type { ExplainedRule, Language } from '../contract/decisions.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { ServerParts } from '../parts.ts'

/** Why each rule fired, part by part; rules in shadow are no reviewer's business. */
export async function explainFired(
  parts: Pick<ServerParts, 'recorded'>,
  stored: StoredDecision,
  language: Language,
): Promise<ExplainedRule[]> {
  if (stored.decision.reasons.length === 0) return []
  const ruleset = await orUnavailable(parts.recorded(stored.decision.ruleset))
  const { rules } = await explainDecision(stored, ruleset, language)
  return rules
    .filter(({ outcome }) => outcome === 'fired')
    .map(
      // The guideline stands beside it already, in every language.
      ({ guideline: _, steps, finds, ...rule }) => ({ ...rule, steps: [...steps], finds: [...finds] }),
    )
}
