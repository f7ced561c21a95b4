import type { UserId } from '../core/ids.ts'
import type { Keyring } from './keyring.ts'
import { CannotStart } from './running-service.ts'

/** Adopts the operator's key, or makes the first one, which speaks for `user`; the new key's secret, when one was made. */
export async function firstKey(
  keyring: Keyring,
  adminKey: string | undefined,
  user: UserId | undefined,
): Promise<string | undefined> {
  // The first user may have been made just now.
  await keyring.refresh()
  if (adminKey !== undefined) {
    if (!(await keyring.adopt(adminKey, 'HAECHI_ADMIN_KEY', user)))
      throw new CannotStart(
        'The key in HAECHI_ADMIN_KEY was revoked, is known as a key without the scope admin, or speaks for somebody who was disabled; set another one.',
      )
    return undefined
  }
  if (keyring.size > 0) return undefined
  const request = { name: 'first admin key', scopes: ['admin' as const] }
  return (await keyring.create(user === undefined ? request : { ...request, user })).secret
}
