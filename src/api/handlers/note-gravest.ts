import type { FastifyRequest } from 'fastify'
import type { StoredDecision } from '../../engine/ports.ts'
import { gravestOf } from '../../review/gravest-of.ts'
import type { ServerParts } from '../parts.ts'
import { orUnavailable } from './stored-decision.ts'

/** Notes that somebody is shown a decision of the gravest kind (S0), before it is shown. */
export async function noteGravest(
  { noteSight }: Pick<ServerParts, 'noteSight'>,
  { grant }: FastifyRequest,
  what: string,
  { decision }: StoredDecision,
): Promise<void> {
  if (gravestOf(decision) === 'S0') await orUnavailable(noteSight(grant!, what, [decision.decision]))
}
