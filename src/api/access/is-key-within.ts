import { beyond } from '../../access/beyond.ts'
import { keyCapabilities } from '../../access/key-capabilities.ts'
import { meetWorlds } from '../../access/meet-worlds.ts'
import type { Person } from '../../access/person.ts'
import type { Key } from '../contract/keys.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'

/**
 * Whether a key may do no more than whoever asks; only worlds and capabilities count here, since a key that is there
 * gives nobody its clearance. The key of somebody disabled is known by its scopes and worlds.
 */
export function isKeyWithin({ keyring }: Pick<ServerParts, 'keyring'>, asker: Grant, key: Key): boolean {
  const person: Person | undefined = key.user === null ? undefined : keyring.person(key.user)
  const capabilities = keyCapabilities(key.scopes, person)
  const worlds = meetWorlds(key.worlds && new Set(key.worlds), person?.worlds ?? null)
  return beyond(asker, { capabilities, worlds, clearance: asker.person?.skills.clearance }) === undefined
}
