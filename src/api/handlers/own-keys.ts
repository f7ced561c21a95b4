import { makeKey } from '../access/make-key.ts'
import type { CreateOwnKeyRequest } from '../contract/keys.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

/** Creates a key that speaks for whoever asks. */
export const createOwnKey: MakeHandler = (parts) => async (request, reply) => {
  const body = request.body as CreateOwnKeyRequest
  const grant = request.grant!
  const key = await makeKey(parts, grant, { ...body, user: grant.person!.id })
  reply.code(201)
  return key
}

/** Lists the keys that speak for whoever asks. */
export const listOwnKeys: MakeHandler = (parts) => async (request) => {
  const keys = await orUnavailable(parts.keyring.list())
  return { keys: keys.filter(({ user }) => user === request.grant!.person!.id) }
}

/** Revokes a key that speaks for whoever asks; any other is not found. */
export const revokeOwnKey: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: string }
  const own = (await orUnavailable(parts.keyring.list())).find((key) => key.id === id)
  if (own === undefined || own.user !== request.grant!.person!.id)
    throw refusal('not-found', 'There is no key of yours with this id.')
  return (await orUnavailable(parts.keyring.revoke(id)))!
}
