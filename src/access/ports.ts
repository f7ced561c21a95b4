import type { UserId } from '../core/ids.ts'
import type { Role } from './capability.ts'
import type { Skills } from './person.ts'

/** A person as kept; secrets are apart. Times in ms since the epoch. */
export interface UserRecord {
  readonly id: UserId
  readonly name: string
  /** In lower case; null: the first admin, who has not given one yet and signs in by name. */
  readonly email: string | null
  readonly role: Role
  /** Null: all worlds. */
  readonly worlds: readonly string[] | null
  readonly skills: Skills
  readonly hasPassword: boolean
  readonly hasTotp: boolean
  /** Whether they have signed in by single sign-on. */
  readonly hasSso: boolean
  readonly createdMs: number
  readonly createdBy: UserId | null
  readonly disabledMs: number | null
}

export type NewUser = Pick<
  UserRecord,
  'id' | 'name' | 'email' | 'role' | 'worlds' | 'skills' | 'createdMs' | 'createdBy'
>

/** A one-time link; only the hash of its token is kept. */
export interface NewLink {
  /** SHA-256 of the token, 64 hexadecimal digits. */
  readonly hash: string
  readonly user: UserId
  readonly purpose: 'invite' | 'reset'
  readonly createdMs: number
  readonly expiresMs: number
}

/** The people who sign in. Rejects with `Unavailable`. */
export interface UserStore {
  /** In the order in which they were made. */
  all(): Promise<UserRecord[]>
  /** Makes the first user with the link, unless there is one; false when there is. */
  addFirst(user: NewUser, link: NewLink): Promise<boolean>
}
