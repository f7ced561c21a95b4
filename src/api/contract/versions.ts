import { z } from 'zod'
import { Diagnostic } from './diagnostic.ts'

/** How a version went live: by a start of the service, a change in the pack's folder, `apply`, or `rollback`. */
export const Via = z.enum(['start', 'folder', 'apply', 'rollback'])
export type Via = z.infer<typeof Via>

/** A pack that went live, with who and why. */
export const Version = z.object({
  number: z.int(),
  ruleset: z.string(),
  appliedAt: z.iso.datetime(),
  appliedBy: z.string(),
  why: z.string(),
  via: Via,
  /** The version that was live before; null: none. */
  base: z.int().nullable(),
  /** The version that a rollback brought back. */
  restores: z.int().exactOptional(),
})
export type Version = z.infer<typeof Version>

const number = z.string().regex(/^[1-9][0-9]{0,8}$/, 'expected the number of a version')

export const VersionParams = z.strictObject({ number })

export const VersionsQuery = z.strictObject({
  /** Only versions before this one. */
  before: number.exactOptional(),
  /** At most so many; 100 when not given. */
  limit: z
    .string()
    .regex(/^([1-9][0-9]{0,2}|1000)$/, 'expected a number from 1 to 1000')
    .exactOptional(),
})
export type VersionsQuery = z.infer<typeof VersionsQuery>

/** Newest first; `live` is the one to judge everywhere, and upon which the next is made. */
export const VersionList = z.object({ live: z.int(), versions: z.array(Version) })
export type VersionList = z.infer<typeof VersionList>

/** File contents by path within the pack, with `/` between folders. */
export const Files = z.record(z.string(), z.string())
export type Files = z.infer<typeof Files>

/** A version with every file of its pack. */
export const VersionReply = z.object({ version: Version, live: z.boolean(), files: Files })
export type VersionReply = z.infer<typeof VersionReply>

const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/\P{White_Space}/u, 'expected words')
    .regex(/^[^\p{Cc}]*$/u, 'expected no control characters')

/** Why something was changed; a sentence or two. */
export const Why = line(2000)
/** Who asks, where several people share a key. */
export const By = line(100).exactOptional()
const base = z.int().min(1).max(999_999_999)

export const ApplyRequest = z.strictObject({
  files: Files,
  why: Why,
  /** The version that was live when the change was planned. */
  base,
  by: By,
})
export type ApplyRequest = z.infer<typeof ApplyRequest>

export const RollbackRequest = z.strictObject({
  /** The version to bring back; when not given, the one before the pack that is live. */
  to: base.exactOptional(),
  why: Why.exactOptional(),
  /** The version that is to be replaced; refused when another is live by then. */
  base: base.exactOptional(),
  by: By,
})
export type RollbackRequest = z.infer<typeof RollbackRequest>

/** It judges from now on; `warnings` are those of the check. */
export const AppliedReply = z.object({ version: Version, warnings: z.array(Diagnostic) })
export type AppliedReply = z.infer<typeof AppliedReply>
