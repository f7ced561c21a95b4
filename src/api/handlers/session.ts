import { setCookie } from '../access/browser.ts'
import { sessionReply } from '../access/session-reply.ts'
import type { SignOutRequest } from '../contract/sessions.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

/** Shows who asks. */
export const session: MakeHandler =
  ({ access }) =>
  async (request) => {
    const grant = request.grant!
    const user = grant.session?.user ?? (await orUnavailable(access.users.get(grant.person!.id)))
    if (user === undefined) throw refusal('not-found', 'There is no such person any more.')
    return sessionReply(grant, user)
  }

/** Signs somebody out, here or everywhere. */
export const signOut: MakeHandler =
  ({ access }) =>
  async (request, reply) => {
    const { everywhere = false } = request.body as SignOutRequest
    const { session, person } = request.grant!
    if (session?.kind === 'cookie') setCookie(access.options, request, reply, 'session', null, 0)
    if (everywhere) return { ended: await orUnavailable(access.sessions.endAll(person!.id)) }
    if (session === undefined) return { ended: 0 }
    await orUnavailable(access.sessions.end(session.hash))
    return { ended: 1 }
  }
