import type { FastifyRequest } from 'fastify'
import { isCsrfToken } from '../../access/csrf-token.ts'
import { fromOurPage } from '../../access/from-our-page.ts'
import { personCapabilities } from '../../access/key-capabilities.ts'
import { personOf } from '../../access/person-of.ts'
import type { SessionRecord } from '../../access/ports.ts'
import { hashOfToken } from '../../access/secret-token.ts'
import { isAlive, SESSION_TOUCH_MS } from '../../access/session-rules.ts'
import { checkGrant, unauthenticated } from '../authenticate.ts'
import type { Route } from '../contract/route.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { tokenBucket } from '../token-bucket.ts'
import { originOf, readCookie } from './browser.ts'

/** Requests a second of one person who has signed in. */
const PERSON_RATE = 200
const SAFE = new Set(['GET', 'HEAD'])
/** What somebody who must set up a second factor may do until then. */
const BEFORE_ENROLMENT = new Set([
  '/v1/session',
  '/v1/sign-out',
  '/v1/me/password',
  '/v1/me/totp',
  '/v1/me/totp/confirm',
])

/** Finds the grant of a request that brings a session, by cookie or as a bearer; throws the problem. */
export async function authenticateSession(
  { access, clock }: Pick<ServerParts, 'access' | 'clock'>,
  route: Route,
  request: FastifyRequest,
): Promise<Grant> {
  const { authorization } = request.headers
  const kind = authorization === undefined ? 'cookie' : 'bearer'
  const token =
    authorization === undefined
      ? readCookie(access.options, request, 'session')
      : authorization.slice('bearer'.length).trim()
  const nowMs = clock.now()
  const session = token === undefined ? undefined : await live(access, token, nowMs)
  if (token === undefined || session === undefined) throw unauthenticated(route, authorization ?? token)
  if (kind === 'cookie' && !SAFE.has(request.method)) {
    const header = request.headers['haechi-csrf']
    const ours = fromOurPage(
      {
        origin: request.headers.origin,
        'sec-fetch-site': request.headers['sec-fetch-site'] as string | undefined,
      },
      originOf(access.options, request),
    )
    if (!ours || !isCsrfToken(typeof header === 'string' ? header : undefined, token))
      throw refusal('not-our-page', 'The request does not come from a page of ours.')
  }
  const { user } = session
  const mustEnrol =
    session.via === 'password' &&
    !user.hasTotp &&
    (await orUnavailable(access.requireTotp(nowMs))).has(user.role)
  const grant = grantOf(access, session, { token, kind, mustEnrol }, nowMs)
  if (mustEnrol && !BEFORE_ENROLMENT.has(route.path))
    throw refusal('second-factor-needed', 'Your role asks for a second factor, and you have none yet.')
  checkGrant({ clock }, route, grant)
  return grant
}

async function live(
  access: ServerParts['access'],
  token: string,
  nowMs: number,
): Promise<SessionRecord | undefined> {
  const hash = hashOfToken(token)
  const session = await orUnavailable(access.sessions.find(hash))
  if (session === undefined) return undefined
  if (!isAlive(session, nowMs)) {
    await orUnavailable(access.sessions.end(hash))
    return undefined
  }
  if (nowMs - session.seenMs > SESSION_TOUCH_MS) await orUnavailable(access.sessions.touch(hash, nowMs))
  return session
}

function grantOf(
  { buckets }: ServerParts['access'],
  session: SessionRecord,
  more: Pick<NonNullable<Grant['session']>, 'token' | 'kind' | 'mustEnrol'>,
  nowMs: number,
): Grant {
  const person = personOf(session.user)
  const capabilities = personCapabilities(person)
  const bucket = buckets.get(person.id) ?? tokenBucket(PERSON_RATE, nowMs)
  buckets.set(person.id, bucket)
  return {
    id: person.id,
    name: person.name,
    worlds: person.worlds,
    bucket,
    person,
    session: {
      ...more,
      hash: session.hash,
      via: session.via,
      expiresMs: session.expiresMs,
      user: session.user,
    },
    may: (capability) => capabilities.has(capability),
  }
}
