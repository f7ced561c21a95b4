import type { CreateKeyRequest } from '../contract/keys.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

/** Creates a key; its secret leaves here and is not kept. */
export const createKey: MakeHandler = (parts) => async (request, reply) => {
  const body = request.body as CreateKeyRequest
  const known = parts.engine.ruleset.pack.worlds
  const errors = (body.worlds ?? []).flatMap((world, index) =>
    known.includes(world)
      ? []
      : [
          {
            field: `worlds[${index}]`,
            problem: 'is no world of the pack',
            wayOut: `known here: ${known.join(', ')}`,
          },
        ],
  )
  if (body.worlds && body.scopes.includes('admin'))
    throw refusal(
      'invalid-request',
      'An admin key speaks for all worlds: it could make itself any other key.',
      {
        field: 'worlds',
        errors: [
          {
            field: 'worlds',
            problem: 'cannot bound an admin key',
            wayOut: 'leave out worlds, or the scope admin',
          },
        ],
      },
    )
  if (errors.length > 0)
    throw refusal('invalid-request', 'The pack has no such world.', { field: errors[0]!.field, errors })
  const key = await orUnavailable(parts.keyring.create(body))
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
