import { hashOfCode, recoveryCodes } from '../../access/recovery-codes.ts'
import { totpSecret, totpStep, totpUri } from '../../access/totp.ts'
import { clientAddress } from '../access/client-address.ts'
import { renewSession } from '../access/open-session.ts'
import { tooSoon } from '../access/try-password.ts'
import type { ConfirmPasswordRequest, ConfirmTotpRequest } from '../contract/sessions.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { ownCredentials, renewed } from './own-password.ts'
import { signInRefused } from './sign-in.ts'
import { orUnavailable } from './stored-decision.ts'

/** Begins to set up a second factor; nothing asks for it before it is confirmed. */
export const enrolTotp: MakeHandler = (parts) => async (request) => {
  const { password } = request.body as ConfirmPasswordRequest
  const { user } = await ownCredentials(parts, request, password)
  if (user.hasTotp) throw refusal('user-conflict', 'You have a second factor already; remove it first.')
  const secret = totpSecret(parts.access.random)
  await orUnavailable(parts.access.credentials.enrol(user.id, secret))
  return { secret, uri: totpUri(secret, user.email ?? user.name) }
}

/** Confirms the second factor by a code, and gives the recovery codes. */
export const confirmTotp: MakeHandler = (parts) => async (request, reply) => {
  const { access, clock } = parts
  const { code } = request.body as ConfirmTotpRequest
  const { id } = request.grant!.person!
  const nowMs = clock.now()
  const address = clientAddress(request.ip)
  const waitMs = access.limits.waitMs(id, address, nowMs)
  if (waitMs > 0) throw tooSoon(waitMs)
  const found = await orUnavailable(access.credentials.of(id))
  if (found?.pendingSecret === undefined || found.pendingSecret === null)
    throw refusal('user-conflict', 'No second factor is waiting to be confirmed.')
  access.limits.begin(id, address, nowMs)
  const step = totpStep(found.pendingSecret, code, nowMs)
  if (step === undefined) throw signInRefused()
  access.limits.succeeded(id, address, nowMs)
  const codes = recoveryCodes(access.random)
  await orUnavailable(access.credentials.confirm(id, nowMs, step, codes.map(hashOfCode)))
  const token = await orUnavailable(renewSession(access, { request, reply }, nowMs))
  return { recoveryCodes: codes, ...renewed(request.grant!, token) }
}

/** Ends the second factor of whoever asks. */
export const removeTotp: MakeHandler = (parts) => async (request, reply) => {
  const { password } = request.body as ConfirmPasswordRequest
  const { user } = await ownCredentials(parts, request, password)
  if (!user.hasTotp) throw refusal('user-conflict', 'You have no second factor.')
  await orUnavailable(parts.access.credentials.dropTotp(user.id))
  const token = await orUnavailable(renewSession(parts.access, { request, reply }, parts.clock.now()))
  return renewed(request.grant!, token)
}
