import type { StoredDecision } from './ports.ts'
import type { Ruleset } from './ruleset.ts'

export type Language = 'en' | 'ko'

export interface ExplainedRule {
  readonly rule: string
  readonly policy: string
  readonly severity: string
  /** `fired`, `shadow` or `unknown`. */
  readonly outcome: 'fired' | 'shadow' | 'unknown'
  readonly description?: string
  readonly owner?: string
  /** The condition as written; absent when the ruleset that judged is not at hand. */
  readonly condition?: string
  readonly saw: Readonly<Record<string, unknown>>
  /** Each part of the condition with its value, indented by depth; empty when the content was erased. */
  readonly steps: readonly { readonly depth: number; readonly source: string; readonly value: string }[]
  /** The policy's guideline in the language asked for, when the ruleset is at hand. */
  readonly guideline?: string
  readonly policyTitle?: string
}

/** The story of one decision, for a reviewer. */
export interface Explanation {
  readonly decision: string
  readonly language: Language
  /** What happened, the verdict and why, effects, unknowns, versions: a sentence each. */
  readonly sentences: readonly string[]
  readonly rules: readonly ExplainedRule[]
}

/** Tells the story of a decision; pass the ruleset that judged it when it is at hand. */
export async function explainDecision(
  stored: StoredDecision,
  ruleset: Ruleset | undefined,
  language: Language,
): Promise<Explanation> {
  throw new Error(`not built yet: ${stored.decision.decision} ${ruleset?.id} ${language}`)
}

/** The explanation as lines of text. */
export function renderExplanation(explanation: Explanation): string {
  return explanation.sentences.join('\n')
}
