import { ROLE_CAPABILITIES, type Role } from '../../access/capability.ts'
import type { UserRecord } from '../../access/ports.ts'
import type { UserId } from '../../core/ids.ts'
import type { Access } from './access.ts'
import type { SsoIdentity, SsoOptions } from './sso.ts'

/**
 * The user whom the provider means: who was tied to it before, else who was invited under an address that it vouches
 * for, else, where that is allowed, a new one of the least role. Undefined for everybody else, and for the disabled.
 */
export async function whoBySso(
  { users, credentials, ids }: Access,
  { provision, roles }: SsoOptions,
  identity: SsoIdentity,
  nowMs: number,
): Promise<UserRecord | undefined> {
  const { issuer, subject, email } = identity
  const tied = await credentials.bySubject(issuer, subject)
  if (tied !== undefined) return allowed(tied)
  if (email === undefined) return undefined
  const invited = await credentials.byEmail(email)
  if (invited !== undefined)
    return allowed(invited) && (await credentials.tie(invited.id, issuer, subject)) ? invited : undefined
  if (!provision) return undefined
  const id = `usr-${ids(nowMs).slice(2)}` as UserId
  const name = (identity.name ?? '')
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 100)
  const made = await users.add(
    {
      id,
      name: name || email,
      email,
      role: roleOf(roles, identity.roles),
      worlds: null,
      skills: { languages: null, families: null, clearance: 'S4' },
      createdMs: nowMs,
      createdBy: null,
    },
    undefined,
  )
  return made.ok && (await credentials.tie(id, issuer, subject)) ? made.user : undefined
}

function allowed(user: UserRecord): UserRecord | undefined {
  return user.disabledMs === null ? user : undefined
}

/** The role that the provider's claim stands for; the least where it says nothing, or too much. */
function roleOf(roles: SsoOptions['roles'], values: readonly string[]): Role {
  const named = values.flatMap((value) => roles?.of.get(value) ?? [])
  const by = (role: Role) => ROLE_CAPABILITIES[role].length
  return named.sort((one, other) => by(one) - by(other))[0] ?? 'reviewer'
}
