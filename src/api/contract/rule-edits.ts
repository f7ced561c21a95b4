import { z } from 'zod'
import { Diagnostic } from './diagnostic.ts'
import { By, Version, Why } from './versions.ts'

const id = z.string().min(1).max(64)
const set = z.record(z.string().min(1).max(64), z.json())

/** One change. In `set`, null takes a key out; the check of the pack says whether the rest can be. */
export const PackEdit = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('add-rule'),
    /** As files of rules have it. */
    rule: z.record(z.string().min(1).max(64), z.json()),
    /** Where it is to stand, as `rules/chat.yaml`; beside its like when not given. */
    file: z.string().min(1).max(255).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('change-rule'), rule: id, set }),
  z.strictObject({ kind: z.literal('remove-rule'), rule: id }),
  z.strictObject({
    kind: z.literal('change-policy'),
    policy: id,
    set,
    /** Its meaning stays, so its version does. */
    keepsVersion: z.boolean().exactOptional(),
  }),
])
export type PackEdit = z.infer<typeof PackEdit>

/** What is to change of a version: rules and policies by what they say, files as text; null takes a file out. */
export const PackEdits = {
  /** The version that the change is made on; the live one when not given. */
  base: z.int().min(1).max(999_999_999).exactOptional(),
  edits: z.array(PackEdit).max(100).exactOptional(),
  /** Laid over the files after the edits. */
  changes: z.record(z.string(), z.string().nullable()).exactOptional(),
}

export const EditRequest = z.strictObject(PackEdits)
export type EditRequest = z.infer<typeof EditRequest>

export const Part = z.enum([
  'rule',
  'counter',
  'label',
  'signal',
  'bank',
  'policy',
  'event type',
  'feature',
  'derived name',
  'queue',
  'route',
  'sample',
  'enforcement',
  'setting',
])
export type Part = z.infer<typeof Part>

export const Difference = z.object({
  what: z.string(),
  /** Null: there was none. */
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type Difference = z.infer<typeof Difference>

/** One part of a pack that was added, removed or changed, as `haechi plan` tells it. */
export const PackChange = z.object({
  part: Part,
  name: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  differences: z.array(Difference),
  sentence: z.string(),
})
export type PackChange = z.infer<typeof PackChange>

/** A file that differs. Texts that are long, and files of models, are left out. */
export const FileChange = z.object({
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** The texts are left out. */
  isLong: z.boolean(),
})
export type FileChange = z.infer<typeof FileChange>

/** What speaks against giving a rule more force. */
export const Concern = z.object({
  kind: z.enum([
    'never-in-shadow',
    'short-shadow',
    'few-events',
    'never-fired',
    'often-unknown',
    'out-of-line',
    'seldom-right',
    'condition-changed',
  ]),
  /** The figure that it hangs on: days, events, a share. */
  value: z.number().nullable(),
  /** What it should be. */
  wanted: z.number().nullable(),
  sentence: z.string(),
})
export type Concern = z.infer<typeof Concern>

/** A rule that a change gives more force. */
export const Promotion = z.object({
  rule: z.string(),
  /** Null: it is new. */
  from: z.string().nullable(),
  to: z.string(),
  concerns: z.array(Concern),
})
export type Promotion = z.infer<typeof Promotion>

/** What a change comes to. Nothing is live. */
export const EditReply = z.object({
  base: z.int(),
  /** The files that differ; null: the file is gone. */
  files: z.record(z.string(), z.string().nullable()),
  /** The same files as they are; null: the file is new. */
  before: z.record(z.string(), z.string().nullable()),
  ok: z.boolean(),
  diagnostics: z.array(Diagnostic),
  /** Null: the pack, or the one before, has errors. */
  difference: z.array(PackChange).nullable(),
  promotions: z.array(Promotion),
  /** The service follows its pack's folder now, and does no more once this is applied. */
  leavesFolder: z.boolean(),
})
export type EditReply = z.infer<typeof EditReply>

export const ApplyEditsRequest = z.strictObject({
  ...PackEdits,
  base: z.int().min(1).max(999_999_999),
  why: Why,
  by: By,
  /** What speaks against it is known, and `why` says why it is done all the same. */
  confirmed: z.boolean().exactOptional(),
})
export type ApplyEditsRequest = z.infer<typeof ApplyEditsRequest>

export const AppliedEditsReply = z.object({
  version: Version,
  warnings: z.array(Diagnostic),
  promotions: z.array(Promotion),
  /** The service followed its pack's folder until now. */
  leftFolder: z.boolean(),
})
export type AppliedEditsReply = z.infer<typeof AppliedEditsReply>

export const DifferenceQuery = z.strictObject({
  /** The version to hold it against; the one it was made on when not given. */
  from: z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, 'expected the number of a version')
    .exactOptional(),
})
export type DifferenceQuery = z.infer<typeof DifferenceQuery>

export const DifferenceReply = z.object({
  from: z.int(),
  to: z.int(),
  /** Null: one of the two has errors for this Haechi. */
  changes: z.array(PackChange).nullable(),
  files: z.array(FileChange),
})
export type DifferenceReply = z.infer<typeof DifferenceReply>
