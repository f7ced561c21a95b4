import type { FastifyRequest } from 'fastify'
import { clientAddress } from '../access/client-address.ts'
import type { ServerParts } from '../parts.ts'

type Parts = Pick<ServerParts, 'access' | 'clock'>

/** Under what tries of somebody who is nobody yet are counted: the login and the address, or the address alone. */
function counted(name: string, { body, ip }: FastifyRequest): { login: string | undefined; address: string } {
  const address = clientAddress(ip)
  const email = name === 'signIn' ? (body as { email?: unknown } | null)?.email : undefined
  return { login: typeof email === 'string' ? email.trim().toLowerCase() : undefined, address }
}

/**
 * How many ms somebody unknown has to wait before anything is noted of them: the audit log keeps all that it is given, and
 * must not grow by whoever knocks and knocks.
 */
export function turnedAway({ access, clock }: Parts, name: string, request: FastifyRequest): number {
  const { login, address } = counted(name, request)
  return access.limits.waitMs(login, address, clock.now())
}

/** Counts a try that came to nothing; a sign-in counts its own. */
export function countFailure({ access, clock }: Parts, name: string, request: FastifyRequest): void {
  if (name === 'signIn') return
  const { login, address } = counted(name, request)
  access.limits.begin(login, address, clock.now())
}
