import { csrfToken } from '../../access/csrf-token.ts'
import type { Credentials } from '../../access/ports.ts'
import { checkNewPassword } from '../access/check-new-password.ts'
import { renewSession } from '../access/open-session.ts'
import { inTurn, tryPassword } from '../access/try-password.ts'
import type { ChangePasswordRequest } from '../contract/sessions.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { signInRefused } from './sign-in.ts'
import { orUnavailable } from './stored-decision.ts'

/** Changes the password of whoever asks. */
export const changePassword: MakeHandler = (parts) => async (request, reply) => {
  const { access, clock } = parts
  const { current, next } = request.body as ChangePasswordRequest
  const { user } = await ownCredentials(parts, request, current)
  checkNewPassword(next, user, 'next')
  const kept = await inTurn(access.passwords.hash(next))
  await orUnavailable(access.credentials.setPassword(user.id, kept))
  return renewed(request.grant!, await orUnavailable(renewSession(access, { request, reply }, clock.now())))
}

/** The credentials of whoever asks, when the password is theirs. A session that was stolen guesses no faster than a stranger. */
export async function ownCredentials(
  parts: Pick<ServerParts, 'access' | 'clock'>,
  request: Parameters<Handler>[0],
  password: string,
): Promise<Credentials> {
  const { id } = request.grant!.person!
  const { credentials, done } = await tryPassword(parts, request.ip, id, password, () =>
    parts.access.credentials.of(id),
  )
  if (credentials === undefined) throw signInRefused()
  done()
  return credentials
}

/** What the caller needs of its session under the new token. */
export function renewed({ session }: Grant, token: string | undefined) {
  const isCookie = session?.kind === 'cookie'
  return {
    token: isCookie ? null : (token ?? null),
    csrf: isCookie && token !== undefined ? csrfToken(token) : null,
  }
}
