import { z } from 'zod'
import { CAPABILITIES, type Capability } from '../../access/capability.ts'
import { Email, User } from './users.ts'

const password = z.string().min(1).max(1024)
const CapabilityName = z.enum(Object.keys(CAPABILITIES) as [Capability, ...Capability[]])

export const SignInRequest = z.strictObject({
  /** The e-mail address; `admin` for the first admin, as long as none was given. */
  email: z.string().min(1).max(254),
  password,
  /** Six digits of an authenticator app, or a recovery code; only for those who have a second factor. */
  code: z.string().min(1).max(40).exactOptional(),
  /** `cookie` (default): for browsers; `bearer`: the reply has a token to be sent like a key. */
  as: z.enum(['cookie', 'bearer']).exactOptional(),
})
export type SignInRequest = z.infer<typeof SignInRequest>

/** By what ways one can sign in beside a password. */
export const SignInOptions = z.object({
  /** At the OpenID provider, by GET /v1/sso/start. */
  sso: z.boolean(),
})
export type SignInOptions = z.infer<typeof SignInOptions>

/** Who asks, and what they may do. */
export const SessionReply = z.object({
  user: User,
  capabilities: z.array(CapabilityName),
  via: z.enum(['password', 'sso', 'key']),
  /** Null: with a key, which ends when it is revoked. */
  expiresAt: z.iso.datetime().nullable(),
  /** To be sent as the header `Haechi-CSRF` with whatever changes something; null where no cookie is in play. */
  csrf: z.string().nullable(),
  /** The role asks for a second factor: until it is enrolled, nothing else can be done. */
  mustEnrol: z.boolean(),
})
export type SessionReply = z.infer<typeof SessionReply>

export const SignInReply = z.object({
  ...SessionReply.shape,
  /** With `as: bearer`, the session's token, shown this once. */
  token: z.string().nullable(),
})
export type SignInReply = z.infer<typeof SignInReply>

export const SignOutRequest = z.strictObject({
  /** Ends every session of yours, on all devices. */
  everywhere: z.boolean().exactOptional(),
})
export type SignOutRequest = z.infer<typeof SignOutRequest>
export const SignOutReply = z.object({ ended: z.int() })

export const AcceptRequest = z.strictObject({
  token: z.string().min(1).max(100),
  password,
  /** For the first admin, who has no address yet. */
  email: Email.exactOptional(),
})
export type AcceptRequest = z.infer<typeof AcceptRequest>
export const AcceptReply = z.object({
  /** What to sign in with. */
  login: z.string(),
})

export const ChangePasswordRequest = z.strictObject({ current: password, next: password })
export type ChangePasswordRequest = z.infer<typeof ChangePasswordRequest>

export const ConfirmPasswordRequest = z.strictObject({ password })
export type ConfirmPasswordRequest = z.infer<typeof ConfirmPasswordRequest>

export const TotpEnrolment = z.object({
  /** In base32, to be typed in. */
  secret: z.string(),
  /** `otpauth://`, to be shown as a picture. */
  uri: z.string(),
})
export const ConfirmTotpRequest = z.strictObject({ code: z.string().regex(/^\d{6}$/, 'expected six digits') })
export type ConfirmTotpRequest = z.infer<typeof ConfirmTotpRequest>
export const RecoveryCodes = z.object({
  /** Each works once, in place of a code; shown this once. */
  recoveryCodes: z.array(z.string()),
})

/** The session that goes on, under a new token. */
export const RenewedSession = z.object({ token: z.string().nullable(), csrf: z.string().nullable() })
export const RenewedWithCodes = z.object({ ...RecoveryCodes.shape, ...RenewedSession.shape })

export const SsoStartQuery = z.strictObject({ to: z.string().max(200).exactOptional() })
/** What the provider sends along; what it is worth is checked by the protocol. */
export const SsoCallbackQuery = z.looseObject({ state: z.string().max(200).exactOptional() })
