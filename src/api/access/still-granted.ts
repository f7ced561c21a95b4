import type { FastifyRequest } from 'fastify'
import { isAlive } from '../../access/session-rules.ts'
import { secretOf } from '../authenticate.ts'
import type { Route } from '../contract/route.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'

/**
 * The grant of a request that was let in a while ago, as it is now; undefined: it holds no more. To follow a stream is
 * not to use a session: it ends after its time of rest all the same. Rejects with `Unavailable`.
 */
export async function stillGranted(
  { access, keyring, clock }: Pick<ServerParts, 'access' | 'keyring' | 'clock'>,
  route: Route,
  request: FastifyRequest,
): Promise<Grant | undefined> {
  const grant = request.grant!
  if (grant.session !== undefined) {
    // Another role, other worlds or skills end the sessions of a person.
    const session = await access.sessions.find(grant.session.hash)
    return session !== undefined && isAlive(session, clock.now()) ? grant : undefined
  }
  const secret = secretOf(request.headers.authorization, route.basic === true)
  const found = secret === undefined ? undefined : keyring.grant(secret)
  const { needs } = route
  if (found === undefined || needs === null) return undefined
  return (needs === 'signed-in' ? found.person !== undefined : found.may(needs)) ? found : undefined
}
