import { z } from 'zod'
import { Diagnostic } from './diagnostic.ts'
import { PackEdits } from './rule-edits.ts'

/** A pack that is nobody's yet: all of its files, or what is to change of the one that is live. */
export const CheckRequest = z.strictObject({
  files: z.record(z.string(), z.string()).exactOptional(),
  ...PackEdits,
})
export type CheckRequest = z.infer<typeof CheckRequest>

/** What is wrong with it; it can go live when nothing is an error. */
export const CheckReply = z.object({
  /** The version on top of which changes were laid; null: all files were sent. */
  base: z.int().nullable(),
  ok: z.boolean(),
  diagnostics: z.array(Diagnostic),
})
export type CheckReply = z.infer<typeof CheckReply>

const eventType = z.string().min(1).max(64)

export const CheckConditionRequest = z.strictObject({
  on: z.union([eventType, z.array(eventType).min(1).max(100)]),
  when: z.string().max(20_000),
  /** An expression of any type, such as what to count by; not given: a condition. */
  expression: z.literal(true).exactOptional(),
})
export type CheckConditionRequest = z.infer<typeof CheckConditionRequest>

/** One thing that is wrong with a condition: `from` and `to` are offsets in UTF-16 units. */
export const ConditionMistake = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  from: z.int(),
  to: z.int(),
  wayOut: z.string().exactOptional(),
  label: z.string().exactOptional(),
})
export type ConditionMistake = z.infer<typeof ConditionMistake>

export const CheckConditionReply = z.object({
  ok: z.boolean(),
  /** Of the whole; null: it cannot be told. */
  type: z.string().nullable(),
  /** What it reads: features, signals, counters. */
  reads: z.array(z.string()),
  /** Units of about one comparison. */
  cost: z.number(),
  diagnostics: z.array(ConditionMistake),
})
export type CheckConditionReply = z.infer<typeof CheckConditionReply>
