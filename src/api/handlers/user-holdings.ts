import { isLastAdmin } from '../../access/is-last-admin.ts'
import { isAlive } from '../../access/session-rules.ts'
import { userWithin } from '../access/within.ts'
import type { UserHoldings } from '../contract/users.ts'
import type { MakeHandler } from '../handler.ts'
import { orUnavailable } from './stored-decision.ts'

/** Shows what somebody holds, and what ends when they are disabled. */
export const userHoldings: MakeHandler = (parts) => async (request) => {
  const { id } = await userWithin(parts, request.grant!, request.params)
  const { access, keyring, jobs, clock } = parts
  const [users, sessions, keys, held] = await orUnavailable(
    Promise.all([access.users.all(), access.sessions.of(id), keyring.list(), jobs.store.heldBy(id)]),
  )
  const nowMs = clock.now()
  const time = (ms: number) => new Date(ms).toISOString()
  return {
    sessions: sessions
      .filter((session) => isAlive(session, nowMs))
      .map(({ via, createdMs, seenMs }) => ({ via, began: time(createdMs), seen: time(seenMs) })),
    keys: keys
      .filter((key) => key.user === id && key.revokedAt === null)
      .map((key) => ({ id: key.id, name: key.name })),
    jobs: held.length,
    lastAdmin: isLastAdmin(users, id),
  } satisfies UserHoldings
}
