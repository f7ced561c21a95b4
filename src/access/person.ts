import type { UserId } from '../core/ids.ts'
import type { Severity } from '../core/severity.ts'
import type { Role } from './capability.ts'

/** What a reviewer can judge. */
export interface Skills {
  /** Codes such as `ko`; null: every language. */
  readonly languages: readonly string[] | null
  /** Policy families such as `harassment`; null: every one. */
  readonly families: readonly string[] | null
  /** The gravest severity whose content may be seen: S1 sees S1 to S4. */
  readonly clearance: Severity
}

/** Somebody who has signed in, or for whom a key speaks. */
export interface Person {
  readonly id: UserId
  readonly name: string
  readonly role: Role
  /** Null: all worlds. */
  readonly worlds: ReadonlySet<string> | null
  readonly skills: Skills
}
