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

/** What may be changed of somebody; what is not given stays. */
export type UserChange = Partial<Pick<UserRecord, 'name' | 'email' | 'role' | 'worlds' | 'skills'>> & {
  /** When they were disabled; null: they are not. */
  readonly disabledMs?: number | null
}

/** A one-time link; only the hash of its token is kept. */
export interface NewLink {
  /** SHA-256 of the token, 64 hexadecimal digits. */
  readonly hash: string
  readonly user: UserId
  readonly purpose: 'invite' | 'reset'
  readonly createdMs: number
  readonly expiresMs: number
}

/** Why a user cannot be changed so. */
export type UserRefusal = 'unknown' | 'email-taken' | 'last-admin'
export type UserResult =
  | { readonly ok: true; readonly user: UserRecord }
  | { readonly ok: false; readonly why: UserRefusal }

/** The people who sign in. Rejects with `Unavailable`. */
export interface UserStore {
  /** In the order in which they were made. */
  all(): Promise<UserRecord[]>
  get(id: UserId): Promise<UserRecord | undefined>
  /** Makes the first user with the link, unless there is one; false when there is. */
  addFirst(user: NewUser, link: NewLink): Promise<boolean>
  /** Makes a user; with a link to set a password, or without one for those who sign in elsewhere. */
  add(user: NewUser, link: NewLink | undefined): Promise<UserResult>
  /**
   * Changes somebody. What makes them more, less or disabled ends their sessions. The last admin of all worlds who is
   * not disabled stays so.
   */
  change(id: UserId, change: UserChange): Promise<UserResult>
  /** Makes a link in the place of those not used; with `dropTotp`, the second factor ends. False when there is nobody. */
  addLink(link: NewLink, dropTotp: boolean): Promise<boolean>
  /** Uses a link: sets the password, ends all sessions. Undefined when there is no such link, or not any more. */
  useLink(
    hash: string,
    nowMs: number,
    set: { readonly password: string; readonly email: string | undefined },
  ): Promise<UserResult | undefined>
  /** For whom a link is that may be used; undefined when there is no such link, or not any more. */
  ofLink(hash: string, nowMs: number): Promise<UserRecord | undefined>
}

/** What a sign-in is checked against. */
export interface Credentials {
  readonly user: UserRecord
  /** As argon2 writes it; null: none was set. */
  readonly password: string | null
  /** In base32; null: no second factor. */
  readonly totpSecret: string | null
  /** Enrolled, and not confirmed yet. */
  readonly pendingSecret: string | null
}

/** Passwords and second factors. Rejects with `Unavailable`. */
export interface CredentialStore {
  /** By e-mail address, or by the name of the one who has none. */
  byLogin(login: string): Promise<Credentials | undefined>
  of(id: UserId): Promise<Credentials | undefined>
  setPassword(id: UserId, password: string): Promise<void>
  /** Keeps a secret that is still to be confirmed. */
  enrol(id: UserId, secret: string): Promise<void>
  /** The second factor counts from now on. */
  confirm(id: UserId, nowMs: number, step: number, codes: readonly string[]): Promise<void>
  /** Notes that a code was used; false when it, or a later one, was used before. */
  useStep(id: UserId, step: number): Promise<boolean>
  /** Uses a recovery code, by its hash; false when there is no such code or it was used. */
  useCode(id: UserId, hash: string, nowMs: number): Promise<boolean>
  dropTotp(id: UserId): Promise<void>
  bySubject(issuer: string, subject: string): Promise<UserRecord | undefined>
  byEmail(email: string): Promise<UserRecord | undefined>
  /** Ties a user to who they are elsewhere; false when they are tied to somebody else already. */
  tie(id: UserId, issuer: string, subject: string): Promise<boolean>
}

export interface NewSession {
  /** SHA-256 of the token. */
  readonly hash: string
  readonly id: string
  readonly user: UserId
  readonly via: 'password' | 'sso'
  readonly createdMs: number
  readonly expiresMs: number
}

export interface SessionRecord extends Omit<NewSession, 'user'> {
  readonly seenMs: number
  readonly user: UserRecord
}

/** Who has signed in. Rejects with `Unavailable`. */
export interface SessionStore {
  add(session: NewSession): Promise<void>
  find(hash: string): Promise<SessionRecord | undefined>
  touch(hash: string, nowMs: number): Promise<void>
  /** Gives a session another token; the old one ends. */
  renew(hash: string, newHash: string): Promise<void>
  end(hash: string): Promise<void>
  /** Ends all sessions of somebody but one. Gives how many. */
  endAll(user: UserId, butHash?: string): Promise<number>
  /** Those of somebody, the newest first; what is over may be among them. */
  of(user: UserId): Promise<Pick<SessionRecord, 'via' | 'createdMs' | 'seenMs' | 'expiresMs'>[]>
  /** Forgets what is over. */
  sweep(nowMs: number): Promise<void>
}

export interface AccessSettings {
  /** Roles whose people must have a second factor when they sign in with a password. */
  readonly requireTotp: readonly Role[]
}

/** A single sign-on under way. */
export interface SsoState {
  readonly nonce: string
  readonly verifier: string
  readonly returnTo: string
  readonly expiresMs: number
}

/** Settings of access, and sign-ons under way. Rejects with `Unavailable`. */
export interface AccessStore {
  settings(): Promise<AccessSettings>
  setSettings(settings: AccessSettings): Promise<void>
  addState(hash: string, state: SsoState): Promise<void>
  /** Takes a state out: it works once. */
  takeState(hash: string, nowMs: number): Promise<SsoState | undefined>
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
