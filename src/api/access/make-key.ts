import type { Capability } from '../../access/capability.ts'
import { keyCapabilities } from '../../access/key-capabilities.ts'
import { meetWorlds } from '../../access/meet-worlds.ts'
import type { CreatedKey, CreateKeyRequest } from '../contract/keys.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { checkWorlds } from './check-worlds.ts'
import { checkWithin } from './within.ts'

/** What a key that gives access to content as it is may do: for a machine, its giver must be cleared for all of it. */
const SEES_CONTENT: readonly Capability[] = ['read', 'content.bulk', 'job.read', 'job.work']

/** Makes a key for whoever asks; refused when it could do more than they can. */
export async function makeKey(
  { keyring, engine }: Pick<ServerParts, 'keyring' | 'engine'>,
  asker: Grant,
  request: CreateKeyRequest,
): Promise<CreatedKey> {
  checkWorlds(engine.ruleset.pack.worlds, request.worlds ?? [])
  const { user, scopes } = request
  const person = user === undefined ? undefined : keyring.person(user)
  if (user !== undefined && person === undefined)
    throw wrong('user', 'There is no such person who is not disabled.', 'is nobody, or was disabled')
  if (person === undefined && scopes.includes('person'))
    throw wrong('scopes', 'The scope person needs a person.', 'has person, and there is no user')
  if (request.worlds && person === undefined && scopes.includes('admin'))
    throw wrong(
      'worlds',
      'An admin key speaks for all worlds: it could make itself any other key.',
      'cannot bound an admin key',
      'leave out worlds, or the scope admin',
    )
  const capabilities = keyCapabilities(scopes, person)
  const worlds = meetWorlds(request.worlds ? new Set(request.worlds) : null, person?.worlds ?? null)
  const sees = SEES_CONTENT.some((capability) => capabilities.has(capability))
  const clearance = person?.skills.clearance ?? (sees ? undefined : 'S4')
  checkWithin(asker, { capabilities, worlds, clearance })
  return orUnavailable(keyring.create(request))
}

function wrong(field: string, detail: string, problem: string, wayOut?: string) {
  const error = { field, problem, ...(wayOut === undefined ? {} : { wayOut }) }
  return refusal('invalid-request', detail, { field, errors: [error] })
}
