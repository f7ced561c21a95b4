import { z } from 'zod'
import { Span } from '../../core/decision.ts'
import { EffectParams } from '../../core/effect.ts'
import { AnnotationId, JobId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import { Choice, Claim, On, PolicyName, Region } from './job-words.ts'
import { JobView } from './jobs.ts'
import { Length } from './length.ts'

const time = z.iso.datetime()
/** Words of a person: several lines, no other control characters. */
const Note = z
  .string()
  .min(1)
  .max(2000)
  .regex(/^(?:[^\p{Cc}]|[\n\t])*$/u, 'expected no control characters')

/** The policies that a reviewer may find broken, with their guidelines. */
export const ReviewPolicies = z.object({
  policies: z.array(
    z.object({
      /** `id@version` */
      id: z.string(),
      severity: Severity,
      title: z.record(z.string(), z.string()),
      guideline: z.record(z.string(), z.string()),
      strike: z.number(),
    }),
  ),
  /** How long a judgement can be undone. */
  undoMs: z.number(),
})
export type ReviewPolicies = z.infer<typeof ReviewPolicies>

export const AnnotateRequest = z.strictObject({
  claim: Claim,
  choice: Choice,
  /** The policies that are broken; the one that was asked about when not given. */
  policies: z.array(PolicyName).max(20).exactOptional(),
  enforcements: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(64),
        on: On,
        /** For how long, as `7d`; as long as the pack says when not given. */
        for: Length.exactOptional(),
        with: EffectParams.exactOptional(),
      }),
    )
    .max(10)
    .exactOptional(),
  /** False: no strike, though the policy has one. */
  strike: z.boolean().exactOptional(),
  /** Where in the content it is, in UTF-16 units. */
  spans: z
    .array(Span.refine(([from, to]) => from >= 0 && to > from, 'expected [start, end) with start before end'))
    .max(100)
    .exactOptional(),
  regions: z.array(Region).max(100).exactOptional(),
  note: Note.exactOptional(),
  /** How long the reviewer looked at it. */
  spentMs: z.int().min(0).max(86_400_000),
  /** Near-identical jobs to be judged in the same stroke, from `similar`. */
  also: z.array(JobId).max(100).exactOptional(),
})
export type AnnotateRequest = z.infer<typeof AnnotateRequest>
export const AnnotateReply = z.object({
  annotations: z.array(z.object({ job: JobId, annotation: AnnotationId })),
  /** Jobs of `also` that somebody else was faster with, or that are not like this one. */
  skipped: z.array(JobId),
  undoUntil: time,
})
export type AnnotateReply = z.infer<typeof AnnotateReply>

export const SimilarRequest = z.strictObject({ limit: z.int().min(1).max(100).exactOptional() })
export type SimilarRequest = z.infer<typeof SimilarRequest>
export const SimilarReply = z.object({ job: JobId, jobs: z.array(JobView) })
export type SimilarReply = z.infer<typeof SimilarReply>
