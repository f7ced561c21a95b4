import type { FastifyRequest } from 'fastify'
import type { StoredDecision } from '../../engine/ports.ts'
import type { ServerParts } from '../parts.ts'
import { orUnavailable } from './stored-decision.ts'

/** Notes that somebody is shown a decision of the gravest kind (S0), before it is shown. */
export async function noteGravest(
  { noteSight }: Pick<ServerParts, 'noteSight'>,
  { grant }: FastifyRequest,
  what: string,
  { decision }: StoredDecision,
): Promise<void> {
  const isGravest = [...decision.reasons, ...decision.shadow].some(({ severity }) => severity === 'S0')
  if (isGravest) await orUnavailable(noteSight(grant!, what, [decision.decision]))
}
