import { z } from 'zod'
import { AuditEntry, AuditHead } from '../../core/audit-entry.ts'
import { EntityRef } from '../../core/entity.ts'
import { ErasureId, HoldId } from '../../core/ids.ts'

const moment = z.iso.datetime({ offset: true })
const word = z.string().min(1).max(200)
/** Why somebody asks for it: a sentence, without names of players. */
const reason = z
  .string()
  .min(1)
  .max(500)
  .regex(/\P{White_Space}/u, 'expected words')
  .regex(/^[^\p{Cc}]*$/u, 'expected no control characters')

/** What to look for in the audit log; all that is given must hold. */
export const FindAuditRequest = z.strictObject({
  /** Entries behind this one, oldest first; with `newest`, before this one, newest first. */
  after: z.int().nonnegative().exactOptional(),
  newest: z.boolean().exactOptional(),
  /** At most so many; 100 when not given. */
  limit: z.int().min(1).max(5000).exactOptional(),
  /** `key:ID`, a person's id, or `service`. */
  who: word.exactOptional(),
  /** A route by its name in the reference, or what the service did by itself. */
  what: word.exactOptional(),
  /** One of our ids, or a commitment. */
  object: word.exactOptional(),
  entity: EntityRef.exactOptional(),
  /** When it was done: from (inclusive) to (exclusive). */
  from: moment.exactOptional(),
  to: moment.exactOptional(),
})
export type FindAuditRequest = z.infer<typeof FindAuditRequest>

/** Entries as they are in the chain, and which entities their commitments stand for, as far as that is not erased. */
export const FindAuditReply = z.object({
  entries: z.array(AuditEntry),
  opened: z.record(z.string(), z.string()),
})
export type FindAuditReply = z.infer<typeof FindAuditReply>
export const AuditHeadReply = AuditHead

export const EraseRequest = z.strictObject({
  entity: EntityRef,
  reason,
  /** Only counts what there is. */
  dryRun: z.boolean().exactOptional(),
})
export type EraseRequest = z.infer<typeof EraseRequest>
export const ErasureParams = z.strictObject({ id: ErasureId })
export type ErasureParams = z.infer<typeof ErasureParams>

/** An erasure and how far it is. */
export const Erasure = z.object({
  id: ErasureId,
  /** What stands in the place of the entity. */
  tombstone: z.string(),
  dryRun: z.boolean(),
  /** `held`: a legal hold keeps all of it, or the rest. */
  state: z.enum(['running', 'held', 'done']),
  step: z.string(),
  reason: z.string(),
  by: z.string(),
  /** What was erased, or found, by kind. */
  counts: z.record(z.string(), z.int()),
  /** What it waits for, and what it left. */
  notes: z.array(z.string()),
  asked: z.iso.datetime(),
  done: z.iso.datetime().nullable(),
})
export type Erasure = z.infer<typeof Erasure>
export const ErasureList = z.object({ erasures: z.array(Erasure) })
export type ErasureList = z.infer<typeof ErasureList>

export const SetHoldRequest = z.strictObject({
  entity: EntityRef,
  reason,
  /** Until when; null, or not given: until it is lifted. */
  until: moment.nullable().exactOptional(),
})
export type SetHoldRequest = z.infer<typeof SetHoldRequest>
export const HoldParams = z.strictObject({ id: HoldId })
export type HoldParams = z.infer<typeof HoldParams>

/** A legal hold: nothing by or about the entity goes, by erasure or for its age. */
export const Hold = z.object({
  id: HoldId,
  entity: z.string(),
  reason: z.string(),
  until: z.iso.datetime().nullable(),
  set: z.iso.datetime(),
  setBy: z.string(),
  lifted: z.iso.datetime().nullable(),
  liftedBy: z.string().nullable(),
  /** Whether it is in force. */
  active: z.boolean(),
})
export type Hold = z.infer<typeof Hold>
export const HoldList = z.object({ holds: z.array(Hold) })
export type HoldList = z.infer<typeof HoldList>
