import { z } from 'zod'
import { AuditHead } from '../../core/audit-entry.ts'

export const VerifyAuditRequest = z.strictObject({
  /** What the head was when it was kept elsewhere: the chain must still pass through it. */
  since: z.strictObject(AuditHead.shape).exactOptional(),
})
export type VerifyAuditRequest = z.infer<typeof VerifyAuditRequest>

/** How far the walk is; the last line has `done`, and either the chain holds or there is a `fault`. */
export const VerifyAuditLine = z.object({
  /** Entries walked. */
  entries: z.int(),
  /** Number of the last of them. */
  seq: z.int(),
  /** Where the log ended when the walk began. */
  head: AuditHead,
  done: z.boolean(),
  /** The first place where the chain does not hold; null: it holds, as far as it was walked. */
  fault: z
    .object({
      seq: z.int(),
      how: z.enum(['changed', 'missing', 'reordered', 'truncated']),
      why: z.string(),
    })
    .nullable(),
})
export type VerifyAuditLine = z.infer<typeof VerifyAuditLine>
