import { fromOurPage } from '../../access/from-our-page.ts'
import { personCapabilities } from '../../access/key-capabilities.ts'
import { personOf } from '../../access/person-of.ts'
import { originOf } from '../access/browser.ts'
import { checkCode } from '../access/check-code.ts'
import { openSession } from '../access/open-session.ts'
import { sessionReply } from '../access/session-reply.ts'
import { tryPassword } from '../access/try-password.ts'
import { auditNote } from '../audit/audited.ts'
import type { SignInOptions, SignInReply, SignInRequest } from '../contract/sessions.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

/** Signs somebody in by password, and a second factor where there is one. */
export const signIn: MakeHandler = (parts) => async (request, reply) => {
  const { access, clock } = parts
  const { email, password, code, as = 'cookie' } = request.body as SignInRequest
  if (as === 'cookie') checkPage(parts, request)
  const login = email.trim().toLowerCase()
  const { credentials, done } = await tryPassword(parts, request.ip, login, password, () =>
    access.credentials.byLogin(login),
  )
  if (credentials === undefined) throw signInRefused()
  const nowMs = clock.now()
  if (credentials.totpSecret !== null) {
    if (code === undefined)
      throw refusal('second-factor-needed', 'The password is right; a code is needed too.')
    if (!(await orUnavailable(checkCode(access, credentials, code, nowMs)))) throw signInRefused()
  }
  done()
  const { user } = credentials
  const session = await orUnavailable(
    openSession(access, { request, reply }, { user, via: 'password', kind: as }, nowMs),
  )
  const person = personOf(user)
  auditNote(request).who = { id: person.id, name: person.name }
  const may = personCapabilities(person)
  const grant = { ...person, bucket: { take: () => 0 }, person, session, may: may.has.bind(may) }
  return {
    ...sessionReply(grant, user),
    token: as === 'bearer' ? session.token : null,
  } satisfies SignInReply
}

/** Shows by what ways one can sign in. */
export const signInOptions: MakeHandler =
  ({ access }) =>
  () =>
    ({ sso: access.options.sso !== undefined }) satisfies SignInOptions

/** Refuses a browser that was sent here by a page that is not ours, to be signed in as somebody else. */
export function checkPage({ access }: Pick<ServerParts, 'access'>, request: Parameters<Handler>[0]): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (origin === undefined && site === undefined) return
  if (
    !fromOurPage({ origin, 'sec-fetch-site': site as string | undefined }, originOf(access.options, request))
  )
    throw refusal('not-our-page', 'The request does not come from a page of ours.')
}

/** One answer for everything that is wrong. */
export function signInRefused() {
  return refusal('sign-in-refused', 'The address, the password or the code is wrong.')
}
