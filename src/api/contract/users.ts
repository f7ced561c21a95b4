import { z } from 'zod'
import { Role } from '../../access/capability.ts'
import { UserId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'

const code = z.string().regex(/^[a-z]{2,8}(-[a-z0-9]{2,8})?$/i, 'expected a code such as ko')
const family = z.string().regex(/^[a-z0-9_-]{1,64}$/, 'expected the first part of a policy id')
const PersonName = z
  .string()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, 'expected no control characters')

/** An e-mail address, kept in lower case. */
export const Email = z
  .string()
  .max(254)
  .regex(/^[^\s@<>"\p{Cc}]{1,64}@[^\s@<>"\p{Cc}]+\.[^\s@<>"\p{Cc}]{2,}$/u, 'expected an e-mail address')

/** What a reviewer can judge; null: all. `clearance`: the gravest severity whose content may be seen. */
export const SkillsWire = z.strictObject({
  languages: z.array(code).min(1).max(50).nullable(),
  families: z.array(family).min(1).max(200).nullable(),
  clearance: Severity,
})

const worlds = z.array(z.string().min(1).max(64)).min(1).max(1000).nullable()

/** A person who signs in, without anything secret. */
export const User = z.object({
  id: UserId,
  name: z.string(),
  /** Null: the first admin, who signs in by name until an address is given. */
  email: z.string().nullable(),
  role: Role,
  /** Null: all worlds. */
  worlds,
  skills: SkillsWire,
  /** `invited`: the link was not used yet, and no single sign-on either. */
  state: z.enum(['invited', 'active', 'disabled']),
  /** Whether a second factor is asked for. */
  totp: z.boolean(),
  createdAt: z.iso.datetime(),
})
export type User = z.infer<typeof User>

export const InviteRequest = z.strictObject({
  name: PersonName,
  email: Email,
  role: Role,
  worlds: worlds.exactOptional(),
  skills: z
    .strictObject({
      languages: SkillsWire.shape.languages.exactOptional(),
      families: SkillsWire.shape.families.exactOptional(),
      clearance: Severity.exactOptional(),
    })
    .exactOptional(),
})
export type InviteRequest = z.infer<typeof InviteRequest>

/** A one-time link: `token` opens `/welcome#token`, this once, until `expiresAt`. */
export const UserLink = z.object({
  user: User,
  token: z.string(),
  url: z.string(),
  expiresAt: z.iso.datetime(),
})
export type UserLink = z.infer<typeof UserLink>

/** What is given is changed, skills one by one; the rest stays. */
export const ChangeUserRequest = z.strictObject({
  name: PersonName.exactOptional(),
  email: Email.exactOptional(),
  role: Role.exactOptional(),
  worlds: worlds.exactOptional(),
  skills: InviteRequest.shape.skills,
})
export type ChangeUserRequest = z.infer<typeof ChangeUserRequest>

export const ResetRequest = z.strictObject({
  /** Ends the second factor too, for somebody who has lost it. */
  totp: z.boolean().exactOptional(),
})
export type ResetRequest = z.infer<typeof ResetRequest>

export const UserList = z.object({ users: z.array(User) })
export const UserParams = z.strictObject({ id: UserId })
/** What somebody holds, and what ends, or waits again, when they are disabled. */
export const UserHoldings = z.object({
  sessions: z.array(
    z.object({ via: z.enum(['password', 'sso']), began: z.iso.datetime(), seen: z.iso.datetime() }),
  ),
  /** The keys that speak for them. */
  keys: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Jobs that they hold just now; a hundred at most are counted. */
  jobs: z.int(),
  /** Whether they are the last admin of all worlds, who can be neither disabled nor made less. */
  lastAdmin: z.boolean(),
})
export type UserHoldings = z.infer<typeof UserHoldings>
export const EndedSessions = z.object({ ended: z.int() })

export const AccessSettingsWire = z.strictObject({
  /** Roles whose people must have a second factor when they sign in with a password. */
  requireTotp: z.array(Role).max(6),
})
export type AccessSettingsWire = z.infer<typeof AccessSettingsWire>
