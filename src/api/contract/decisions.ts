import { z } from 'zod'
import { Decision, Span } from '../../core/decision.ts'
import { Event } from '../../core/event.ts'
import { DecisionId } from '../../core/id.ts'

export const DecisionParams = z.strictObject({ id: DecisionId })

/** A decision as it is kept; `event` is null once its content was erased. */
export const DecisionReply = z.object({ decision: Decision, event: Event.nullable() })
export type DecisionReply = z.infer<typeof DecisionReply>

export const Language = z.enum(['en', 'ko'])
export type Language = z.infer<typeof Language>

export const ExplanationQuery = z.strictObject({ language: Language.exactOptional() })

/** A rule in an explanation; `steps` are the parts of its condition with their values, indented by depth. */
export const ExplainedRule = z.object({
  rule: z.string(),
  /** Empty when neither the record nor the ruleset tells. */
  policy: z.string(),
  /** Absent when the ruleset that judged is not at hand, and the rule had no force. */
  severity: z.string().exactOptional(),
  outcome: z.enum(['fired', 'shadow', 'unknown']),
  description: z.string().exactOptional(),
  owner: z.string().exactOptional(),
  /** The condition as written; absent when the ruleset that judged is not at hand. */
  condition: z.string().exactOptional(),
  saw: z.record(z.string(), z.json()),
  /** Empty when the content was erased. */
  steps: z.array(z.object({ depth: z.int(), source: z.string(), value: z.string() })),
  finds: z
    .array(
      z.object({ span: Span, form: z.string(), term: z.string(), bank: z.string(), disguise: z.string() }),
    )
    .describe('Terms of banks that its signals found: where, as they read, and in what disguise.'),
  guideline: z.string().exactOptional(),
  policyTitle: z.string().exactOptional(),
})
export type ExplainedRule = z.infer<typeof ExplainedRule>

/** The whole story of a decision in words a reviewer understands. */
export const ExplanationReply = z.object({
  decision: DecisionId,
  language: Language,
  /** One sentence or heading each, in reading order. */
  sentences: z.array(z.string()),
  rules: z.array(ExplainedRule),
  /** The same as one text of several lines, for a terminal. */
  text: z.string(),
})
export type ExplanationReply = z.infer<typeof ExplanationReply>

/** Which ruleset judges again: the one that judged then (`recorded`, the default) or the one that is `live`. */
export const ReplayRequest = z.strictObject({ ruleset: z.enum(['recorded', 'live']).exactOptional() })
export type ReplayRequest = z.infer<typeof ReplayRequest>

/** The decision then and now; `differences` says in words what changed. Nothing is stored. */
export const ReplayReply = z.object({
  same: z.boolean(),
  differences: z.array(z.string()),
  before: Decision,
  after: Decision,
})
export type ReplayReply = z.infer<typeof ReplayReply>
