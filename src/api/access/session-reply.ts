import { CAPABILITIES, type Capability } from '../../access/capability.ts'
import { csrfToken } from '../../access/csrf-token.ts'
import type { UserRecord } from '../../access/ports.ts'
import type { SessionReply } from '../contract/sessions.ts'
import type { Grant } from '../keyring.ts'
import { userReply } from './user-reply.ts'

/** Who asks, and what they may do. */
export function sessionReply(grant: Grant, user: UserRecord): SessionReply {
  const { session } = grant
  return {
    user: userReply(user),
    capabilities: (Object.keys(CAPABILITIES) as Capability[]).filter((one) => grant.may(one)),
    via: session?.via ?? 'key',
    expiresAt: session === undefined ? null : new Date(session.expiresMs).toISOString(),
    csrf: session?.kind === 'cookie' ? csrfToken(session.token) : null,
    mustEnrol: session?.mustEnrol ?? false,
  }
}
