import { z } from 'zod'
import { EntityRef } from '../../core/entity.ts'
import { DecisionId } from '../../core/id.ts'

const LabelName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_.-]*$/, 'expected the name of a label, such as scammer')
const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/\P{White_Space}/u, 'expected words')
    .regex(/^[^\p{Cc}]*$/u, 'expected no control characters')
/** Why somebody did it: a sentence. */
const reason = line(500)
/** Who asks, where several people share a key. */
const by = line(100).exactOptional()
const via = z.enum(['api', 'cli']).exactOptional()
const entity = EntityRef
const until = z.iso.datetime().nullable()
const limit = z.int().min(1).max(1000).exactOptional()

/** A rule set the label or took it off, with the decision; or somebody did it by hand, with the reason; or it was taken back. */
export const LabelSource = z.union([
  z.object({ kind: z.literal('rule'), rule: z.string(), decision: DecisionId }),
  z.object({ kind: z.enum(['api', 'cli', 'retroact', 'reverse']), by: z.string(), reason: z.string() }),
])
export type LabelSource = z.infer<typeof LabelSource>

/** What one source says: since when and until when; null: without an end. */
export const LabelWord = z.object({ source: LabelSource, at: z.iso.datetime(), until })
export type LabelWord = z.infer<typeof LabelWord>

export const Connotation = z.enum(['positive', 'neutral', 'negative'])

/** A label that an entity bears; `until` is the latest of its sources' ends. */
export const BorneLabel = z.object({
  label: z.string(),
  /** Null when the pack declares the label no more: then no rule can ask for it. */
  connotation: Connotation.nullable(),
  description: z.string().nullable(),
  until,
  sources: z.array(LabelWord),
})
export type BorneLabel = z.infer<typeof BorneLabel>

/** How many bear each label of the live pack. */
export const LabelTallyReply = z.object({
  labels: z.array(z.object({ label: z.string(), bearers: z.int(), more: z.boolean() })),
})
export type LabelTallyReply = z.infer<typeof LabelTallyReply>

export const FindLabelsRequest = z.strictObject({ entity })
export const LabelsReply = z.object({ entity: z.string(), labels: z.array(BorneLabel) })
export type LabelsReply = z.infer<typeof LabelsReply>

export const SetLabelRequest = z.strictObject({
  entity,
  label: LabelName,
  reason,
  /** For how long, as `7d`. Without `for` and `until`: as long as labels.yaml says. */
  for: z
    .string()
    .max(32)
    .regex(/^(\d+(\.\d+)?(ms|s|m|h|d|w))+$/, 'expected a length of time such as 12h or 7d')
    .exactOptional(),
  /** Until when; null: without an end. */
  until: z.iso.datetime({ offset: true }).nullable().exactOptional(),
  by,
  via,
})
export type SetLabelRequest = z.infer<typeof SetLabelRequest>
export const SetLabelReply = z.object({ entity: z.string(), label: z.string(), ...LabelWord.shape })
export type SetLabelReply = z.infer<typeof SetLabelReply>

export const RemoveLabelRequest = z.strictObject({ entity, label: LabelName, reason, by, via })
export type RemoveLabelRequest = z.infer<typeof RemoveLabelRequest>
/** `removed` is false when the entity did not bear the label: then nothing was recorded. */
export const RemoveLabelReply = z.object({ entity: z.string(), label: z.string(), removed: z.boolean() })
export type RemoveLabelReply = z.infer<typeof RemoveLabelReply>

export const LabelHistoryRequest = z.strictObject({
  entity,
  /** The `next` of the page before. */
  before: z
    .string()
    .regex(/^[0-9a-f]{32}\.[0-9]{1,18}$/, 'expected the `next` of an earlier reply')
    .exactOptional(),
  /** At most so many; 100 when not given. */
  limit,
})
export type LabelHistoryRequest = z.infer<typeof LabelHistoryRequest>
/** Newest first; `next` leads to older ones, null when there are none. */
export const LabelHistoryReply = z.object({
  entity: z.string(),
  changes: z.array(z.object({ op: z.enum(['set', 'unset']), label: z.string(), ...LabelWord.shape })),
  next: z.string().nullable(),
})
export type LabelHistoryReply = z.infer<typeof LabelHistoryReply>

export const BearersRequest = z.strictObject({
  label: LabelName,
  /** The `next` of the page before. */
  after: EntityRef.exactOptional(),
  /** At most so many; 100 when not given. */
  limit,
})
export type BearersRequest = z.infer<typeof BearersRequest>
/** In order of entity; `next` leads on, null when there are no more. */
export const BearersReply = z.object({
  label: z.string(),
  bearers: z.array(z.object({ entity: z.string(), since: z.iso.datetime(), until })),
  next: z.string().nullable(),
})
export type BearersReply = z.infer<typeof BearersReply>
