import { beyond } from '../../access/beyond.ts'
import type { UserChange, UserRefusal, UserResult } from '../../access/ports.ts'
import { reachOf } from '../../access/reach-of.ts'
import { checkWorlds } from '../access/check-worlds.ts'
import { userReply } from '../access/user-reply.ts'
import { checkWithin, userWithin } from '../access/within.ts'
import type { ChangeUserRequest } from '../contract/users.ts'
import type { MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

/** Lists people, but those who have more than whoever asks. */
export const listUsers: MakeHandler = (parts) => async (request) => {
  const users = await orUnavailable(parts.access.users.all())
  return {
    users: users.filter((user) => beyond(request.grant!, reachOf(user)) === undefined).map(userReply),
  }
}

/** Shows somebody. */
export const user: MakeHandler = (parts) => async (request) =>
  userReply(await userWithin(parts, request.grant!, request.params))

/** Changes what is given of somebody. */
export const changeUser: MakeHandler = (parts) => async (request) => {
  const grant = request.grant!
  const before = await userWithin(parts, grant, request.params)
  const { skills, email, ...rest } = request.body as ChangeUserRequest
  const change: UserChange = {
    ...rest,
    ...(email === undefined ? {} : { email: email.toLowerCase() }),
    ...(skills === undefined ? {} : { skills: { ...before.skills, ...skills } }),
  }
  checkWorlds(parts.engine.ruleset.pack.worlds, rest.worlds ?? [])
  checkWithin(grant, reachOf({ ...before, ...change }))
  return changed(parts, parts.access.users.change(before.id, change))
}

/** Disables somebody, with their sessions, links and keys; the jobs that they hold wait again. */
export const disableUser: MakeHandler = (parts) => async (request) => {
  const { id, disabledMs } = await userWithin(parts, request.grant!, request.params)
  const disabled = await changed(
    parts,
    parts.access.users.change(id, { disabledMs: disabledMs ?? parts.clock.now() }),
  )
  // Only now: nobody takes a job again who may not come in.
  await orUnavailable(parts.jobs.store.releaseAll(id))
  return disabled
}

/** Enables somebody again. */
export const enableUser: MakeHandler = (parts) => async (request) => {
  const { id } = await userWithin(parts, request.grant!, request.params)
  return changed(parts, parts.access.users.change(id, { disabledMs: null }))
}

/** Ends all sessions of somebody. */
export const endSessions: MakeHandler = (parts) => async (request) => {
  const { id } = await userWithin(parts, request.grant!, request.params)
  return { ended: await orUnavailable(parts.access.sessions.endAll(id)) }
}

async function changed(parts: Pick<ServerParts, 'keyring'>, result: Promise<UserResult>) {
  const outcome = await orUnavailable(result)
  if (!outcome.ok) throw userConflict(outcome.why)
  // Keys follow their person: here at once, elsewhere with the next refresh.
  await orUnavailable(parts.keyring.refresh())
  return userReply(outcome.user)
}

/** The problem of a change that cannot be. */
export function userConflict(why: UserRefusal) {
  switch (why) {
    case 'unknown':
      return refusal('not-found', 'There is no such person.')
    case 'email-taken':
      return refusal('user-conflict', 'The address belongs to somebody else.', { field: 'email' })
    case 'last-admin':
      return refusal('user-conflict', 'Nobody else is an admin of all worlds; make somebody one first.')
  }
}
