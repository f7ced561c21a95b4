import { z } from 'zod'

/** The hash before the first entry. */
export const NO_HASH = '0'.repeat(64)

/**
 * One thing that was done. Never content: `objects` are our own ids, and entities as commitments (`c-` and 32
 * hexadecimal digits), which an opening beside the log tells until it is erased.
 */
export const AuditEntry = z.object({
  /** From 1, without gaps. */
  seq: z.int().positive(),
  /** ms since the epoch. */
  atMs: z.int(),
  /** `key:ID`, a person's id, `service`, or `nobody`. */
  who: z.string(),
  name: z.string(),
  /** The route, as the contract names it, or what the service did by itself. */
  what: z.string(),
  objects: z.string(),
  /** `begun`, an HTTP status, `seen`, or `done`. */
  outcome: z.string(),
  details: z.string(),
  /** Of the entry before. */
  previous: z.string(),
  hash: z.string(),
})
/** `objects` and `details` are JSON texts, as they were hashed. */
export type AuditEntry = z.infer<typeof AuditEntry>

/** Where a chain ends: whoever keeps this elsewhere can tell later whether the chain was cut off or written anew. */
export const AuditHead = z.object({ seq: z.int().nonnegative(), hash: z.string().regex(/^[0-9a-f]{64}$/) })
export type AuditHead = z.infer<typeof AuditHead>
