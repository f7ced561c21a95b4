import type { AuditEntry, AuditHead } from '../core/audit-entry.ts'
import type { EntityRef } from '../core/entity.ts'
import type { ErasureId, HoldId, UserId } from '../core/ids.ts'
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

/** Something to be written into the audit log. */
export interface AuditFact {
  readonly atMs: number
  readonly who: string
  readonly name: string
  readonly what: string
  /** Our own ids, in the clear. */
  readonly ids: readonly string[]
  /** Entities; they go in as commitments. */
  readonly entities: readonly string[]
  readonly outcome: string
  /** No content, no entity. */
  readonly details: Readonly<Record<string, string | number | boolean>>
}

export interface AuditAsked {
  /** Entries behind this one, oldest first; with `newest`, those before it, newest first. */
  readonly after?: number | undefined
  readonly newest?: boolean | undefined
  readonly limit: number
  readonly who?: string | undefined
  readonly what?: string | undefined
  readonly object?: string | undefined
  readonly entity?: string | undefined
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
}

/** The audit log. Rejects with `Unavailable`. */
export interface AuditLog {
  /** Resolves with the entry's number once it is committed; entries of a moment share a transaction. */
  append(fact: AuditFact): Promise<number>
  find(asked: AuditAsked): Promise<AuditEntry[]>
  head(): Promise<AuditHead>
  /** The entities that commitments stand for, as far as they were not erased. */
  open(commitments: readonly string[]): Promise<ReadonlyMap<string, string>>
}

export type ErasureState = 'running' | 'held' | 'done'

export interface ErasureRecord {
  readonly id: ErasureId
  /** Undefined once it is done: nothing of the name stays. */
  readonly entity: EntityRef | undefined
  readonly tombstone: EntityRef
  readonly reason: string
  readonly by: string
  /** Only counts. */
  readonly dry: boolean
  readonly state: ErasureState
  readonly step: string
  /** What was found, or erased, by kind. */
  readonly counts: Readonly<Record<string, number>>
  readonly notes: readonly string[]
  readonly askedMs: number
  readonly doneMs: number | undefined
}

export interface NewErasure {
  readonly id: ErasureId
  readonly entity: EntityRef
  readonly tombstone: EntityRef
  readonly reason: string
  readonly by: string
  readonly dry: boolean
  readonly askedMs: number
}

/** Erasures. Rejects with `Unavailable`. */
export interface Erasures {
  /** One that is under way for the same entity is given instead. */
  create(erasure: NewErasure): Promise<ErasureRecord>
  get(id: ErasureId): Promise<ErasureRecord | undefined>
  /** Newest first. */
  list(limit: number): Promise<ErasureRecord[]>
  /**
   * Goes on with what is under way, a bounded piece of work; one process at a time. Gives those that came to their end.
   * False: there is nothing to do just now.
   */
  work(nowMs: number): Promise<{ readonly more: boolean; readonly ended: readonly ErasureRecord[] }>
  /** Entities whose memory is to be forgotten by every process. */
  underWay(nowMs: number): Promise<readonly EntityRef[]>
}

export interface HoldRecord {
  readonly id: HoldId
  readonly entity: EntityRef
  readonly reason: string
  readonly untilMs: number | undefined
  readonly setMs: number
  readonly setBy: string
  readonly liftedMs: number | undefined
  readonly liftedBy: string | undefined
}

/** Legal holds. Rejects with `Unavailable`. */
export interface Holds {
  set(hold: HoldRecord): Promise<void>
  /** Newest first; those that are over too. */
  list(limit: number): Promise<HoldRecord[]>
  /** Undefined: there is none, or it was lifted before. */
  lift(id: HoldId, nowMs: number, by: string): Promise<HoldRecord | undefined>
}
