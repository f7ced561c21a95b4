import { beyond, type Gift } from '../../access/beyond.ts'
import type { UserRecord } from '../../access/ports.ts'
import { reachOf } from '../../access/reach-of.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'

/** Throws the problem when somebody would get more than whoever gives it has. */
export function checkWithin(asker: Grant, gift: Gift): void {
  switch (beyond(asker, gift)) {
    case 'capability':
      throw refusal('beyond-you', 'It could do what you may not do yourself.')
    case 'worlds':
      throw refusal('beyond-you', 'It goes beyond the worlds that you are bound to.')
    case 'clearance':
      throw refusal('beyond-you', 'It could see content that you are not cleared for.')
  }
}

/** The user that a request names; not found for whoever has less than that user. */
export async function userWithin(
  { access }: Pick<ServerParts, 'access'>,
  asker: Grant,
  params: unknown,
): Promise<UserRecord> {
  const { id } = params as Pick<UserRecord, 'id'>
  const user = await orUnavailable(access.users.get(id))
  if (user === undefined || beyond(asker, reachOf(user)) !== undefined)
    throw refusal('not-found', 'There is no such person.')
  return user
}
