import { hashOfToken } from '../../access/secret-token.ts'
import { checkNewPassword } from '../access/check-new-password.ts'
import { inTurn } from '../access/try-password.ts'
import type { AcceptRequest } from '../contract/sessions.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { checkPage } from './sign-in.ts'
import { orUnavailable } from './stored-decision.ts'
import { userConflict } from './users.ts'

/** Sets a password by a one-time link. */
export const acceptInvitation: MakeHandler = (parts) => async (request) => {
  const { access, clock } = parts
  const { token, password, email } = request.body as AcceptRequest
  checkPage(parts, request)
  const nowMs = clock.now()
  const hash = hashOfToken(token)
  const user = await orUnavailable(access.users.ofLink(hash, nowMs))
  // Tries that come to nothing are slowed down, see audit/turned-away.ts.
  if (user === undefined) throw linkOver()
  const login = email?.toLowerCase()
  if (login !== undefined && user.email !== null && user.email !== login)
    throw refusal('invalid-request', 'You have an address already.', {
      field: 'email',
      errors: [{ field: 'email', problem: 'is not yours to set here', wayOut: 'leave it out' }],
    })
  checkNewPassword(password, { name: user.name, email: user.email ?? login ?? null }, 'password')
  const kept = await inTurn(access.passwords.hash(password))
  const used = await orUnavailable(access.users.useLink(hash, clock.now(), { password: kept, email: login }))
  if (used === undefined) throw linkOver()
  if (!used.ok) throw userConflict(used.why)
  await orUnavailable(parts.keyring.refresh())
  return { login: used.user.email ?? used.user.name }
}

function linkOver() {
  return refusal('link-over', 'The link was used, has expired, or was replaced.')
}
