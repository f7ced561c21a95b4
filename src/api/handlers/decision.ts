import type { DecisionReply } from '../contract/decisions.ts'
import type { MakeHandler } from '../handler.ts'
import { storedDecision } from './stored-decision.ts'

/** Shows a decision, with the event that it judged while that is kept. */
export const decision: MakeHandler = (parts) => async (request) => {
  const stored = await storedDecision(parts, request)
  return { decision: stored.decision, event: stored.event ?? null } satisfies DecisionReply
}
