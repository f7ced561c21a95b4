import type { FastifyRequest } from 'fastify'
import { Unavailable } from '../../engine/ports.ts'
import { tooSoon } from '../access/try-password.ts'
import type { Route } from '../contract/route.ts'
import type { Handler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError } from '../problem-error.ts'
import { unavailable } from '../screen-event.ts'
import type { AuditNote } from './kept-audit.ts'
import { countFailure, turnedAway } from './turned-away.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the handler wants the audit log to know; see `auditNote`. */
    auditNote?: AuditNote
  }
}

/** Whether a route is noted in the audit log: all that change something, but the events themselves and their files. */
export function isAudited(name: string, route: Pick<Route, 'method' | 'reads'>): boolean {
  // A sign-in by single sign-on comes back as an address that a browser opens.
  if (name === 'ssoCallback') return true
  return route.method !== 'GET' && route.reads !== true && !TRAFFIC.includes(name)
}

const TRAFFIC = ['screen', 'screenBatch', 'uploadMedia']

/** What a handler adds to its entry: `auditNote(request).who = …` after a sign-in, ids of what it touched. */
export function auditNote(request: FastifyRequest): AuditNote {
  request.auditNote ??= { objects: [] }
  return request.auditNote
}

/**
 * Notes what a handler is about to do, and afterwards what became of it. The first must be in the log before the
 * handler runs: when it cannot be, the request is refused and nothing has happened. So a thing may stand in the log
 * that was cut short, but nothing is done that does not stand there.
 */
export function audited(parts: ServerParts, name: string, handler: Handler): Handler {
  const { audit } = parts
  return async (request, reply) => {
    const { grant } = request
    const waitMs = grant === null ? turnedAway(parts, name, request) : 0
    if (waitMs > 0) throw tooSoon(waitMs)
    const of = await audit
      .begin(grant, name, [request.params, plain(request.body)])
      .catch((fault: unknown) => {
        if (fault instanceof Unavailable) throw new ProblemError(unavailable(fault), { 'retry-after': '1' })
        throw fault
      })
    try {
      const answer = await handler(request, reply)
      audit.end(of, grant, name, reply.statusCode, request.auditNote, answer)
      // Single sign-on answers with a page, whatever came of it.
      if (name === 'ssoCallback' && request.auditNote?.who === undefined) countFailure(parts, name, request)
      return answer
    } catch (fault) {
      const status = fault instanceof ProblemError ? fault.problem.status : 500
      audit.end(of, grant, name, status, request.auditNote, undefined)
      // What does not fit costs nothing: somebody who was invited looks for a password that will do.
      if (grant === null && status > 400 && status < 500) countFailure(parts, name, request)
      throw fault
    }
  }
}

/** A body that is still a stream is not looked into. */
function plain(body: unknown): unknown {
  return body !== null && typeof body === 'object' && 'pipe' in body ? undefined : body
}
