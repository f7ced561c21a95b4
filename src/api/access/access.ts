import type { Role } from '../../access/capability.ts'
import type { AccessStore, CredentialStore, SessionStore, UserStore } from '../../access/ports.ts'
import { type SignInLimits, signInLimits } from '../../access/sign-in-limits.ts'
import type { TokenBucket } from '../token-bucket.ts'
import { type Passwords, passwords } from './passwords.ts'
import type { Sso } from './sso.ts'

/** What an operator says of how people reach the service. */
export interface AccessOptions {
  /** Address under which browsers reach the service, as `https://haechi.example`; undefined: as the request says. */
  readonly publicUrl?: string
  /** Addresses, or ranges, of proxies whose X-Forwarded headers are believed. */
  readonly trustedProxies?: readonly string[]
  readonly sso?: Sso
}

/** Everything that signing in and managing people stands on. */
export interface Access {
  readonly users: UserStore
  readonly credentials: CredentialStore
  readonly sessions: SessionStore
  readonly store: AccessStore
  readonly passwords: Passwords
  readonly limits: SignInLimits
  readonly options: AccessOptions
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly ids: (nowMs: number) => string
  /** Requests a second of each person who has signed in. */
  readonly buckets: Map<string, TokenBucket>
  /** Roles that need a second factor; as last read, a moment ago at most. */
  requireTotp(nowMs: number): Promise<ReadonlySet<Role>>
  /** Reads it again at the next question. */
  forgetSettings(): void
}

const SETTINGS_MS = 2000

export function createAccess(
  stores: {
    readonly users: UserStore
    readonly credentials: CredentialStore
    readonly sessions: SessionStore
    readonly access: AccessStore
  },
  parts: Pick<Access, 'random' | 'ids' | 'options'>,
): Access {
  // The promise is kept, not what comes of it: an answer that is late must not come after what was changed meanwhile.
  let read: { readonly atMs: number; readonly roles: Promise<ReadonlySet<Role>> } | undefined
  const { users, credentials, sessions, access: store } = stores
  return {
    ...{ users, credentials, sessions, store },
    ...parts,
    passwords: passwords(),
    limits: signInLimits(),
    buckets: new Map(),
    requireTotp(nowMs) {
      if (read !== undefined && nowMs - read.atMs <= SETTINGS_MS && nowMs >= read.atMs) return read.roles
      const mine = { atMs: nowMs, roles: store.settings().then(({ requireTotp }) => new Set(requireTotp)) }
      read = mine
      mine.roles.catch(() => {
        if (read === mine) read = undefined
      })
      return mine.roles
    },
    forgetSettings() {
      read = undefined
    },
  }
}
