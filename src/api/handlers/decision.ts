import type { DecisionReply } from '../contract/decisions.ts'
import type { MakeHandler } from '../handler.ts'
import { noteGravest } from './note-gravest.ts'
import { storedDecision } from './stored-decision.ts'

/** Shows a decision, with the event that it judged while that is kept. */
export const decision: MakeHandler = (parts) => async (request) => {
  const stored = await storedDecision(parts, request)
  await noteGravest(parts, request, 'decision', stored)
  return { decision: stored.decision, event: stored.event ?? null } satisfies DecisionReply
}
