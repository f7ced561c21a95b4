import type { DecisionId } from '../../core/id.ts'
import { type StoredDecision, Unavailable } from '../../engine/ports.ts'
import type { Handler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { unavailable, worldNotAllowed } from '../screen-event.ts'

/** Reads the decision that a request names; throws the problem when there is none or the key may not see it. */
export async function storedDecision(
  { decisions }: Pick<ServerParts, 'decisions'>,
  request: Parameters<Handler>[0],
): Promise<StoredDecision> {
  const { id } = request.params as { id: DecisionId }
  const stored = await orUnavailable(decisions.get(id))
  if (!stored) throw refusal('not-found', 'There is no decision with this id.')
  const worlds = request.grant!.worlds
  if (worlds !== null && !worlds.has(stored.decision.world)) throw new ProblemError(worldNotAllowed(false))
  return stored
}

/** What a store that cannot be reached means for a route that reads. */
export function orUnavailable<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((fault: unknown) => {
    if (fault instanceof Unavailable) throw new ProblemError(unavailable(fault), { 'retry-after': '1' })
    throw fault
  })
}
