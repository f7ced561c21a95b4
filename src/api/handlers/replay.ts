import { replay as judgeAgain } from '../../engine/replay.ts'
import type { ReplayReply, ReplayRequest } from '../contract/decisions.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { noteGravest } from './note-gravest.ts'
import { orUnavailable, storedDecision } from './stored-decision.ts'

/** Judges the event of a decision again, and shows the difference. */
export const replay: MakeHandler = (parts) => async (request) => {
  const { ruleset: which = 'recorded' } = request.body as ReplayRequest
  const stored = await storedDecision(parts, request)
  await noteGravest(parts, request, 'replay', stored)
  const ruleset =
    which === 'live' ? parts.engine.ruleset : await orUnavailable(parts.recorded(stored.decision.ruleset))
  if (!ruleset)
    throw refusal('not-found', 'The ruleset that judged is not kept here; replay with {"ruleset":"live"}.')
  if (!stored.event) throw refusal('erased', 'The event of this decision was erased when its time was over.')
  const replayed = await judgeAgain(ruleset, stored)
  if (!replayed.ok) throw refusal('invalid-request', replayed.why)
  const { same, differences, before, after } = replayed
  return { same, differences: [...differences], before, after } satisfies ReplayReply
}
