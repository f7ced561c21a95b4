import { z } from 'zod'
import { JobId, UserId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'

const limit = z.int().min(0).max(100_000).nullable()

/** How much a reviewer is spared of content of one severity. */
const care = {
  blur: z.enum(['none', 'light', 'strong']),
  grey: z.boolean(),
  /** A summary in words stands first. */
  summary: z.boolean(),
  /** How many jobs of the severity may be looked at within an hour; null: no limit. */
  perHour: limit,
  perDay: limit,
}
const breaks = {
  /** After so many minutes of work without a rest; null: never. */
  afterMinutes: z.int().min(5).max(1440).nullable(),
  /** After so many jobs without a rest; null: never. */
  afterJobs: z.int().min(1).max(100_000).nullable(),
  forMinutes: z.int().min(5).max(240),
}
const optional = <Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) =>
  Object.fromEntries(Object.entries(shape).map(([name, type]) => [name, type.exactOptional()])) as {
    [Name in keyof Shape]: z.ZodExactOptional<Shape[Name]>
  }
const bySeverity = <One extends z.ZodType>(one: One) => ({ S0: one, S1: one, S2: one, S3: one, S4: one })

/** How reviewers are spared what they need not see. */
export const Protection = z.object({
  severities: z.object(bySeverity(z.object(care))),
  soundOff: z.boolean(),
  /** As long as a key is held, or until it is pressed again: each person's own choice. */
  reveal: z.enum(['hold', 'toggle']),
  breaks: z.object(breaks),
})
export type Protection = z.infer<typeof Protection>

/** What is said beside what stands where nothing is said; what was said before and is not named is not said any more. */
export const OwnProtection = z.strictObject({
  severities: z.strictObject(optional(bySeverity(z.strictObject(optional(care))))).exactOptional(),
  soundOff: z.boolean().exactOptional(),
  reveal: z.enum(['hold', 'toggle']).exactOptional(),
  breaks: z.strictObject(optional(breaks)).exactOptional(),
})
export type OwnProtection = z.infer<typeof OwnProtection>

/** What the organisation says, and what it comes to. */
export const ProtectionReply = z.object({ said: OwnProtection, protection: Protection })
export type ProtectionReply = z.infer<typeof ProtectionReply>

/** What the organisation has, what one says oneself, and what holds: the stricter of the two. */
export const MyProtection = z.object({
  organisation: Protection,
  own: OwnProtection,
  protection: Protection,
})
export type MyProtection = z.infer<typeof MyProtection>

/** Why there are no more jobs for a while. */
export const Rest = z.object({
  why: z.enum(['hour', 'day', 'break']),
  /** Null: a break from everything. */
  severity: Severity.nullable(),
  until: z.iso.datetime(),
})
export type Rest = z.infer<typeof Rest>

/** What was looked at: jobs judged, jobs given back after a look, and for how long content stood revealed. */
export const ExposureCount = z.object({ judged: z.int(), passed: z.int(), revealedMs: z.number() })
export type ExposureCount = z.infer<typeof ExposureCount>

/** What one has looked at, against the limits; within the last hour, 24 hours and 7 days. */
export const ExposureReply = z.object({
  severities: z.object(
    bySeverity(
      z.object({
        ...{ hour: ExposureCount, day: ExposureCount, week: ExposureCount },
        ...{ perHour: limit, perDay: limit },
        /** How many jobs more; null: no limit. */
        left: z.int().nullable(),
        rest: Rest.nullable(),
      }),
    ),
  ),
  /** Work without a rest as long as a break. */
  worked: z.object({ minutes: z.number(), jobs: z.int() }),
  breaks: z.object(breaks),
  /** The break that is called for. */
  rest: Rest.nullable(),
})
export type ExposureReply = z.infer<typeof ExposureReply>

/** Looks at content, each once, when one turns away from it. Jobs judged are counted by their judgements. */
export const ExposureRequest = z.strictObject({
  looks: z
    .array(
      z.strictObject({
        job: JobId,
        /** For how long its content stood revealed. */
        revealedMs: z.int().min(0).max(86_400_000),
        /** Whether it was judged, or is about to be: then it is not counted again. */
        judged: z.boolean(),
      }),
    )
    .min(1)
    .max(100),
})
export type ExposureRequest = z.infer<typeof ExposureRequest>

/** What people looked at, for those who see to it that nobody sees too much. In the order of names: no ranking. */
export const TeamExposure = z.object({
  people: z.array(
    z.object({
      person: UserId,
      name: z.string(),
      severities: z.object(bySeverity(z.object({ day: ExposureCount, week: ExposureCount }))),
    }),
  ),
})
export type TeamExposure = z.infer<typeof TeamExposure>
