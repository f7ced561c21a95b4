import type { Clock } from '../core/clock.ts'
import type { Route } from './contract/route.ts'
import type { Grant, Keyring } from './keyring.ts'
import { type ProblemError, refusal } from './problem-error.ts'

/** Finds the grant of a request for a route; throws the problem when the key is missing, wrong, or may not. */
export function authenticate(
  { keyring, clock }: { keyring: Keyring; clock: Clock },
  route: Route,
  authorization: string | undefined,
): Grant {
  const secret = secretOf(authorization, route.basic === true)
  const grant = secret === undefined ? undefined : keyring.grant(secret)
  if (!grant) throw unauthenticated(route, authorization)
  checkGrant({ clock }, route, grant)
  return grant
}

/** The problem of a request that brings nothing, or something that does not count. */
export function unauthenticated(route: Route, brought: string | undefined): ProblemError {
  const detail =
    brought === undefined ? 'The request carries no key.' : 'The key, or the session, is not valid here.'
  const challenge = `Bearer realm="haechi"${route.basic ? ', Basic realm="haechi", charset="UTF-8"' : ''}`
  return refusal('unauthenticated', detail, { headers: { 'www-authenticate': challenge } })
}

/** Throws the problem when whoever asks may not use the route, or does so too often. */
export function checkGrant({ clock }: { clock: Clock }, route: Route, grant: Grant): void {
  const { needs } = route
  if (needs === 'signed-in' ? grant.person === undefined : needs === null || !grant.may(needs))
    throw refusal('missing-scope', needs === 'signed-in' ? SIGNED_IN : `The key may not ${needs}.`, {
      headers: {
        'www-authenticate': `Bearer realm="haechi", error="insufficient_scope", scope="${needs}"`,
      },
    })
  // A stream takes one token a line instead, and waits for it.
  if (route.lines) return
  const waitMs = grant.bucket.take(clock.now())
  if (waitMs > 0) {
    const seconds = Math.ceil(waitMs / 1000)
    throw refusal('rate-limited', `The key has used up its rate; come back in ${seconds} s.`, {
      headers: { 'retry-after': String(seconds) },
    })
  }
}

const SIGNED_IN = 'This is for people: sign in, or use a key that speaks for somebody.'

/** The secret that a request brings as a bearer, or as a password where `basic` says so. */
export function secretOf(authorization: string | undefined, basic: boolean): string | undefined {
  if (authorization === undefined) return undefined
  if (/^bearer /i.test(authorization)) return authorization.slice(7).trim()
  if (basic && /^basic /i.test(authorization)) {
    const pair = Buffer.from(authorization.slice(6), 'base64').toString('utf8')
    return pair.slice(pair.indexOf(':') + 1)
  }
  return undefined
}
