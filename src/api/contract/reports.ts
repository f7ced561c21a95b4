import { z } from 'zod'
import { EntityRef } from '../../core/entity.ts'
import { DecisionId } from '../../core/id.ts'
import { JobId, ReportId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'

const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'expected no control characters')
const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\0]*$/, 'expected no NUL')

/** A user's flag, with the fields of a notice under Art. 16 of the DSA. It names a decision, an event or a target. */
export const SendReportRequest = z.strictObject({
  /** The sender's own id for it: the same one, sent again in the same world, is the same report. */
  id: line(200),
  /** Who reports; left out for people without an account. */
  reporter: EntityRef.exactOptional(),
  /** Whom or what it is about. */
  target: EntityRef.exactOptional(),
  decision: DecisionId.exactOptional(),
  /** The id under which the reported event was sent. */
  event: line(200).exactOptional(),
  /** One of the reasons in review.yaml; or any word, with `policy`. */
  reason: line(64),
  /** Id of the policy; left out: the one that the reason stands for. */
  policy: line(64).exactOptional(),
  /** Why, in the reporter's words. */
  text: text(4000).exactOptional(),
  /** Where it is to be found, such as an address. */
  location: text(2000).exactOptional(),
  /** Name and address for mail of whoever reports; not asked for where minors are abused (Art. 16(2)(c)). */
  name: line(200).exactOptional(),
  email: line(320).exactOptional(),
  /** That it is made in good faith (Art. 16(2)(d)). */
  bonaFide: z.boolean(),
  /** A trusted flagger's (Art. 22): comes first. Only keys of machines may say so. */
  trusted: z.boolean().exactOptional(),
  /** When it was made; left out: now. */
  at: z.iso.datetime({ offset: true }).exactOptional(),
  /** Left out: the decision's, else the first of the pack. */
  world: line(64).exactOptional(),
})
export type SendReportRequest = z.infer<typeof SendReportRequest>

const ReportState = z.enum(['waiting', 'decided'])
/** `violates`: it was right; `fine`: nothing is broken; `invalid`: made void by hand. */
const Outcome = z.enum(['violates', 'fine', 'invalid'])

/** What whoever handed it in may know: that it came in, and what became of it. */
export const ReportReply = z.object({
  report: ReportId,
  receivedAt: z.iso.datetime(),
  world: z.string(),
  reason: z.string(),
  state: ReportState,
  outcome: Outcome.nullable(),
  decidedAt: z.iso.datetime().nullable(),
})
export type ReportReply = z.infer<typeof ReportReply>

/** The receipt (Art. 16(4)): until when somebody should have looked, and what happens next, for the reporter. */
export const ReportReceipt = z.object({
  ...ReportReply.shape,
  /** Null for one that was handed in before. */
  dueBy: z.iso.datetime().nullable(),
  next: z.object({ en: z.string(), ko: z.string() }),
})
export type ReportReceipt = z.infer<typeof ReportReceipt>

export const ReportParams = z.strictObject({ id: ReportId })

/** By job, by reporter or by target. */
export const FindReportsRequest = z.strictObject({
  job: JobId.exactOptional(),
  reporter: EntityRef.exactOptional(),
  target: EntityRef.exactOptional(),
  /** The `next` of the page before. */
  before: ReportId.exactOptional(),
  /** At most so many; 100 when not given. */
  limit: z.int().min(1).max(1000).exactOptional(),
})
export type FindReportsRequest = z.infer<typeof FindReportsRequest>

/** A report as those see it who may see its job. */
export const SeenReport = z.object({
  ...ReportReply.shape,
  job: JobId.nullable(),
  reporter: z.string().nullable(),
  item: z.string(),
  target: z.string().nullable(),
  decision: DecisionId.nullable(),
  policy: z.string(),
  /** What was written is for those who are shown what it is about; null for others. */
  text: z.string().nullable(),
  location: z.string().nullable(),
  bonaFide: z.boolean(),
  trusted: z.boolean(),
  /** What it counts in its job's priority, from 0 to 1. */
  weight: z.number(),
})
export type SeenReport = z.infer<typeof SeenReport>
/** Newest first; `next` leads to older ones, null when there are none. Those of jobs that the asker may not see are left out. */
export const FindReportsReply = z.object({ reports: z.array(SeenReport), next: ReportId.nullable() })
export type FindReportsReply = z.infer<typeof FindReportsReply>

export const FindReporterRequest = z.strictObject({ reporter: EntityRef })
export type FindReporterRequest = z.infer<typeof FindReporterRequest>

/** How far somebody's word is worth something, by the last year: the mean of a Beta posterior with its 95 % interval. */
export const ReporterReply = z.object({
  reporter: z.string(),
  /** One for each matter, however often it was reported; `invalid` ones are among the rejected. */
  upheld: z.int(),
  rejected: z.int(),
  invalid: z.int(),
  waiting: z.int(),
  reliability: z.number(),
  low: z.number(),
  high: z.number(),
})
export type ReporterReply = z.infer<typeof ReporterReply>

/** `withdrawn`: jobs that stood on nothing else. */
export const InvalidateReply = z.object({ reporter: z.string(), reports: z.int(), withdrawn: z.int() })
export type InvalidateReply = z.infer<typeof InvalidateReply>

export const JobPriorityParams = z.strictObject({ id: JobId })

/** A job's priority now, term by term: the product of the factors. */
export const JobPriority = z.object({
  job: JobId,
  queue: z.string(),
  severity: Severity,
  priority: z.number(),
  formula: z.string(),
  terms: z.array(
    z.object({
      term: z.enum(['severity', 'reach', 'reports', 'trusted', 'age']),
      factor: z.number(),
      words: z.string(),
    }),
  ),
})
export type JobPriority = z.infer<typeof JobPriority>
