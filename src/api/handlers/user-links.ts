import type { NewLink, UserRecord } from '../../access/ports.ts'
import { reachOf } from '../../access/reach-of.ts'
import { hashOfToken, secretToken } from '../../access/secret-token.ts'
import type { UserId } from '../../core/ids.ts'
import { originOf } from '../access/browser.ts'
import { checkWorlds } from '../access/check-worlds.ts'
import { LINK_MS } from '../access/first-admin.ts'
import { userReply } from '../access/user-reply.ts'
import { checkWithin, userWithin } from '../access/within.ts'
import type { InviteRequest, ResetRequest, UserLink } from '../contract/users.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'
import { userConflict } from './users.ts'

/** What somebody is cleared for when the invitation does not say: S0 and S1 are given by name. */
const USUAL_CLEARANCE = 'S2'

/** Invites somebody: a user, and the link by which they set a password. */
export const inviteUser: MakeHandler = (parts) => async (request, reply) => {
  const { access, clock, engine } = parts
  const grant = request.grant!
  const { name, email, role, worlds = null, skills = {} } = request.body as InviteRequest
  const nowMs = clock.now()
  const user = {
    id: `usr-${access.ids(nowMs).slice(2)}` as UserId,
    ...{ name, email: email.toLowerCase(), role, worlds },
    skills: { languages: null, families: null, clearance: USUAL_CLEARANCE, ...skills } as const,
    createdMs: nowMs,
    createdBy: grant.person?.id ?? null,
  }
  checkWorlds(engine.ruleset.pack.worlds, worlds ?? [])
  checkWithin(grant, reachOf(user))
  const made = newLink(parts, user.id, 'invite')
  const added = await orUnavailable(access.users.add(user, made.link))
  if (!added.ok) throw userConflict(added.why)
  await orUnavailable(parts.keyring.refresh())
  reply.code(201)
  return linkReply(parts, request, added.user, made)
}

/** Makes a link by which somebody sets a new password. */
export const resetUser: MakeHandler = (parts) => async (request) => {
  const { totp = false } = request.body as ResetRequest
  const user = await userWithin(parts, request.grant!, request.params)
  if (user.disabledMs !== null) throw refusal('user-conflict', 'The person is disabled; enable them first.')
  const made = newLink(parts, user.id, 'reset')
  await orUnavailable(parts.access.users.addLink(made.link, totp))
  return linkReply(parts, request, { ...user, hasTotp: user.hasTotp && !totp }, made)
}

function newLink(
  { access, clock }: Pick<ServerParts, 'access' | 'clock'>,
  user: UserId,
  purpose: NewLink['purpose'],
): { readonly token: string; readonly link: NewLink } {
  const token = secretToken(access.random, 'hl')
  const createdMs = clock.now()
  return {
    token,
    link: { hash: hashOfToken(token), user, purpose, createdMs, expiresMs: createdMs + LINK_MS },
  }
}

function linkReply(
  { access }: Pick<ServerParts, 'access'>,
  request: Parameters<Handler>[0],
  user: UserRecord,
  { token, link }: ReturnType<typeof newLink>,
): UserLink {
  return {
    user: userReply(user),
    token,
    // Behind the number sign it is sent to no server, and stands in no log.
    url: `${originOf(access.options, request)}/welcome#${token}`,
    expiresAt: new Date(link.expiresMs).toISOString(),
  }
}
