import type { FastifyReply } from 'fastify'
import type { EntityAsked, EntityLook } from '../../backtest/entity/look-at-entity.ts'
import { TookTooLong, TooManyWait } from '../../backtest/past-aside.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'

/** Asks the history about an entity; undefined where no history is kept. Throws the problem when it cannot be asked now. */
export async function askEntity<A extends EntityAsked>(
  { past, stopping }: Pick<ServerParts, 'past' | 'stopping'>,
  reply: FastifyReply,
  asked: A,
): Promise<(EntityLook & { readonly kind: A['kind'] }) | undefined> {
  if (past === undefined) return undefined
  const gone = new AbortController()
  const leave = () => gone.abort()
  reply.raw.on('close', leave)
  const signal = AbortSignal.any([gone.signal, stopping])
  try {
    const look = await past.ask({ kind: 'entity', asked }, { progress: () => {}, signal })
    return look as EntityLook & { readonly kind: A['kind'] }
  } catch (fault) {
    if (fault instanceof TooManyWait)
      throw refusal('rate-limited', 'Too many ask about entities just now.', {
        headers: { 'retry-after': '2' },
      })
    if (fault instanceof TookTooLong) throw refusal('too-large', 'Looking took too long; ask for fewer days.')
    if (stopping.aborted) throw refusal('unavailable', 'The service is stopping.')
    throw fault
  } finally {
    reply.raw.off('close', leave)
  }
}

const DAY_MS = 86_400_000
const DAYS = 30

/** How far back the history is looked at, in ms of receipt. */
export function spanOf(nowMs: number, days = DAYS): { readonly from: number; readonly to: number } {
  return { from: nowMs - days * DAY_MS, to: nowMs + 1 }
}
