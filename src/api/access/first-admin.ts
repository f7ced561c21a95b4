import type { UserStore } from '../../access/ports.ts'
import { hashOfToken, secretToken } from '../../access/secret-token.ts'
import type { Clock } from '../../core/clock.ts'
import type { UserId } from '../../core/ids.ts'

/** How long a one-time link lasts, in ms. */
export const LINK_MS = 72 * 3_600_000

/**
 * Makes the first user, an admin named so, when there is no user yet. Gives the token of the one-time link by which
 * that admin sets a password; undefined when there are users already.
 */
export async function firstAdmin({
  users,
  clock,
  ids,
  random,
}: {
  readonly users: UserStore
  readonly clock: Clock
  readonly ids: (nowMs: number) => string
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => void
}): Promise<string | undefined> {
  const nowMs = clock.now()
  const id = `usr-${ids(nowMs).slice(2)}` as UserId
  const token = secretToken(random, 'hl')
  const made = await users.addFirst(
    {
      id,
      name: 'admin',
      email: null,
      role: 'admin',
      worlds: null,
      skills: { languages: null, families: null, clearance: 'S0' },
      createdMs: nowMs,
      createdBy: null,
    },
    { hash: hashOfToken(token), user: id, purpose: 'invite', createdMs: nowMs, expiresMs: nowMs + LINK_MS },
  )
  return made ? token : undefined
}

/** For whom the operator's key speaks: the admin who has been here longest; undefined: all are disabled. */
export async function eldestAdmin(users: Pick<UserStore, 'all'>): Promise<UserId | undefined> {
  return (await users.all()).find(({ role, disabledMs }) => role === 'admin' && disabledMs === null)?.id
}
