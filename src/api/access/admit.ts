import type { FastifyRequest } from 'fastify'
import { authenticate } from '../authenticate.ts'
import type { Route } from '../contract/route.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { authenticateSession } from './authenticate-session.ts'
import { bringsSession } from './session-token.ts'

/** Finds the grant of a request for a route, by key or session; throws or rejects with the problem. */
export function admit(parts: ServerParts, route: Route, request: FastifyRequest): Grant | Promise<Grant> {
  return bringsSession(request.headers)
    ? authenticateSession(parts, route, request)
    : authenticate(parts, route, request.headers.authorization)
}
