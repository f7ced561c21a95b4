import { z } from 'zod'
import { KeyScope } from '../../access/capability.ts'
import { UserId } from '../../core/ids.ts'

const worlds = z.array(z.string().min(1).max(64)).min(1).max(1000).nullable()
const ratePerSecond = z.number().min(0.01).max(1_000_000).nullable()

export const KeyId = z.string().regex(/^[a-z0-9-]{1,40}$/, 'expected the id of a key')

/** An API key as it is shown: never the key itself. */
export const Key = z.object({
  id: KeyId,
  name: z.string(),
  scopes: z.array(KeyScope),
  /** The worlds it may speak for; null: all. */
  worlds,
  /** Events a second, sustained; null: the service's default. */
  ratePerSecond,
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  /** The person for whom it speaks; null: a machine's. */
  user: UserId.nullable(),
  /** When this process last let it in; null: not since it started. */
  usedAt: z.iso.datetime().nullable(),
})
export type Key = z.infer<typeof Key>

export const CreateKeyRequest = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}*$/u, 'expected no control characters'),
  scopes: z.array(KeyScope).min(1).max(7),
  worlds: worlds.exactOptional(),
  ratePerSecond: ratePerSecond.exactOptional(),
  /** Lets the key speak for a person: it may then do what both its scopes and that person's role say, and ends with them. */
  user: UserId.exactOptional(),
})
export type CreateKeyRequest = z.infer<typeof CreateKeyRequest>

/** A key that speaks for whoever makes it. */
export const CreateOwnKeyRequest = CreateKeyRequest.omit({ user: true })
export type CreateOwnKeyRequest = z.infer<typeof CreateOwnKeyRequest>

/** A new key: `secret` is the whole key, shown this once. */
export const CreatedKey = z.object({ ...Key.shape, secret: z.string() })
export type CreatedKey = z.infer<typeof CreatedKey>

export const KeyList = z.object({ keys: z.array(Key) })
export type KeyList = z.infer<typeof KeyList>

export const KeyParams = z.strictObject({ id: KeyId })
