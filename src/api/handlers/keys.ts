import { isKeyWithin } from '../access/is-key-within.ts'
import { makeKey } from '../access/make-key.ts'
import type { CreateKeyRequest } from '../contract/keys.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

/** Creates a key; its secret leaves here and is not kept. */
export const createKey: MakeHandler = (parts) => async (request, reply) => {
  const key = await makeKey(parts, request.grant!, request.body as CreateKeyRequest)
  reply.code(201)
  return key
}

/** Lists the keys that may do no more than whoever asks, without their secrets. */
export const listKeys: MakeHandler = (parts) => async (request) => {
  const keys = await orUnavailable(parts.keyring.list())
  return { keys: keys.filter((key) => isKeyWithin(parts, request.grant!, key)) }
}

/** Revokes a key that may do no more than whoever asks. */
export const revokeKey: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: string }
  const known = (await orUnavailable(parts.keyring.list())).find((key) => key.id === id)
  const key =
    known && isKeyWithin(parts, request.grant!, known) && (await orUnavailable(parts.keyring.revoke(id)))
  if (!key) throw refusal('not-found', 'There is no key with this id.')
  return key
}
