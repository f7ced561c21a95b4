import type { z } from 'zod'
import { explainDecision, renderExplanation } from '../../engine/explain-decision.ts'
import type { ExplanationQuery } from '../contract/decisions.ts'
import type { MakeHandler } from '../handler.ts'
import { noteGravest } from './note-gravest.ts'
import { orUnavailable, storedDecision } from './stored-decision.ts'

/** Tells the story of a decision in words. */
export const explanation: MakeHandler = (parts) => async (request) => {
  const { language = 'en' } = request.query as z.infer<typeof ExplanationQuery>
  const stored = await storedDecision(parts, request)
  await noteGravest(parts, request, 'explanation', stored)
  const ruleset = await orUnavailable(parts.recorded(stored.decision.ruleset))
  const story = await explainDecision(stored, ruleset, language)
  return { ...story, text: renderExplanation(story) }
}
