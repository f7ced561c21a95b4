import { z } from 'zod'
import { Reason, Unknown } from '../../core/decision.ts'
import type { Event } from '../../core/event.ts'
import { DecisionId } from '../../core/id.ts'
import { Verdict } from '../../core/verdict.ts'
import { Problem } from './problem.ts'

/** An event as a client writes it: entities are plain `kind:id` strings. */
export type EventInput = z.input<typeof Event>

/** The answer to one event, given after the decision is stored. */
export const ScreenReply = z.object({
  decision: DecisionId,
  verdict: Verdict,
  /** The content with the matched spans replaced; only with the verdict `mask`. */
  masked: z.string().exactOptional(),
  reasons: z.array(Reason),
  unknown: z.array(Unknown),
  ruleset: z.string(),
  /** How long the judging took, without the way to the store and back. */
  latencyMs: z.number(),
})
export type ScreenReply = z.infer<typeof ScreenReply>

const line = z.int().min(1)

/** The answer to one line of a batch: a reply, or a problem (which has `status`); `line` counts from 1. */
export const BatchResult = z.union([
  z.object({ line, ...ScreenReply.shape }),
  z.object({ line, ...Problem.shape }),
])
export type BatchResult = z.infer<typeof BatchResult>

/** Whether a line of a batch was refused. */
export function isProblem(result: BatchResult): result is Problem & { line: number } {
  return 'status' in result
}
