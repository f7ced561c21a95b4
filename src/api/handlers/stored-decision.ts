import type { DecisionId } from '../../core/id.ts'
import { type StoredDecision, Unavailable } from '../../engine/ports.ts'
import { gravestOf } from '../../review/gravest-of.ts'
import { maySee } from '../../review/may-see.ts'
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
  if (!stored) throw refusal('not-found', NO_DECISION)
  const worlds = request.grant!.worlds
  if (worlds !== null && !worlds.has(stored.decision.world)) throw new ProblemError(worldNotAllowed(false))
  if (
    !maySee(request.grant!, {
      world: stored.decision.world,
      severity: gravestOf(stored.decision),
      clearance: undefined,
    })
  )
    throw refusal('not-found', NO_DECISION)
  return stored
}

const NO_DECISION = 'There is no decision with this id.'

/** What a store that cannot be reached means for a route that reads. */
export function orUnavailable<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((fault: unknown) => {
    if (fault instanceof Unavailable) throw new ProblemError(unavailable(fault), { 'retry-after': '1' })
    throw fault
  })
}
