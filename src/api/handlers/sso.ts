import { returnPath } from '../../access/return-path.ts'
import { hashOfToken } from '../../access/secret-token.ts'
import { readCookie, setCookie } from '../access/browser.ts'
import { openSession } from '../access/open-session.ts'
import { whoBySso } from '../access/who-by-sso.ts'
import { auditNote } from '../audit/audited.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { signInRefused } from './sign-in.ts'
import { orUnavailable } from './stored-decision.ts'

/** How long somebody may take to sign in at the provider, in ms. */
const SIGN_ON_MS = 10 * 60_000

/** Leads the browser to the provider. */
export const ssoStart: MakeHandler =
  ({ access, clock, log }) =>
  async (request, reply) => {
    const { sso } = access.options
    if (sso === undefined) throw noSso()
    const { to } = request.query as { to?: string }
    const begun = await sso.start().catch((fault: unknown) => {
      log({ level: 'warn', message: 'the OpenID provider could not be asked', code: codeOf(fault) })
      throw refusal('unavailable', 'The OpenID provider cannot be reached.', {
        wayOut: 'Sign in with a password, or try again.',
      })
    })
    const { url, state, nonce, verifier } = begun
    const expiresMs = clock.now() + SIGN_ON_MS
    await orUnavailable(
      access.store.addState(hashOfToken(state), { nonce, verifier, returnTo: returnPath(to), expiresMs }),
    )
    // The browser that comes back must be the one that went: nobody can be signed in as somebody else.
    setCookie(access.options, request, reply, 'sso', state, SIGN_ON_MS / 1000)
    return reply.redirect(url, 302)
  }

/** Signs in whoever the provider sends back. */
export const ssoCallback: MakeHandler =
  ({ access, clock, log }) =>
  async (request, reply) => {
    const { options, store } = access
    const { sso } = options
    if (sso === undefined) throw noSso()
    const { state } = request.query as { state?: string }
    const brought = readCookie(options, request, 'sso')
    setCookie(options, request, reply, 'sso', null, 0)
    if (state === undefined || brought === undefined || brought !== state) throw signInRefused()
    const nowMs = clock.now()
    const kept = await orUnavailable(store.takeState(hashOfToken(state), nowMs))
    if (kept === undefined) throw signInRefused()
    const callback = new URL(sso.options.redirectUri)
    callback.search = request.url.slice(request.url.indexOf('?'))
    const identity = await sso.finish(callback, state, kept).catch((fault: unknown) => {
      log({ level: 'warn', message: 'a single sign-on did not fit', code: codeOf(fault) })
      throw signInRefused()
    })
    const user = await orUnavailable(whoBySso(access, sso.options, identity, nowMs))
    if (user === undefined) throw signInRefused()
    auditNote(request).who = { id: user.id, name: user.name }
    await orUnavailable(openSession(access, { request, reply }, { user, via: 'sso', kind: 'cookie' }, nowMs))
    return reply.redirect(kept.returnTo, 302)
  }

function noSso() {
  return refusal('not-found', 'No OpenID provider is set up here.', {
    wayOut: 'Sign in with a password; docs/access.md says how a provider is set up.',
  })
}

/** What may be logged of a failure: its kind, never what was sent. */
function codeOf(fault: unknown): string {
  const { code, name } = fault as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : String(name)
}
