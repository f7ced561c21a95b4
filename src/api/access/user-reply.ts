import type { UserRecord } from '../../access/ports.ts'
import type { User } from '../contract/users.ts'

/** A user as it is shown. */
export function userReply(user: UserRecord): User {
  const { languages, families, clearance } = user.skills
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    worlds: user.worlds && [...user.worlds],
    skills: { languages: languages && [...languages], families: families && [...families], clearance },
    state: user.disabledMs !== null ? 'disabled' : user.hasPassword || user.hasSso ? 'active' : 'invited',
    totp: user.hasTotp,
    createdAt: new Date(user.createdMs).toISOString(),
  }
}
