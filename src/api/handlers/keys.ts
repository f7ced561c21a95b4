import { makeKey } from '../access/make-key.ts'
import type { CreateKeyRequest } from '../contract/keys.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

/** Creates a key; its secret leaves here and is not kept. */
export const createKey: MakeHandler = (parts) => async (request, reply) => {
  const key = await makeKey(parts, request.grant!, request.body as CreateKeyRequest)
  reply.code(201).header('cache-control', 'no-store')
  return key
}

/** Lists the keys, without their secrets. */
export const listKeys: MakeHandler = (parts) => async () => ({
  keys: await orUnavailable(parts.keyring.list()),
})

/** Revokes a key. */
export const revokeKey: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: string }
  const key = await orUnavailable(parts.keyring.revoke(id))
  if (!key) throw refusal('not-found', 'There is no key with this id.')
  return key
}
