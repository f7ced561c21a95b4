import type { JobId } from '../core/ids.ts'
import type { JobCause } from './draft-job.ts'
import { type DraftParts, draftJob } from './draft-job.ts'
import type { JobDraft } from './ports.ts'
import { reporterReliability } from './reporter-reliability.ts'
import type { NewReport, ReportedAlready } from './reports/ports.ts'

/** What is known of the decision that a report is about, and of the content behind it. */
export type ReportedContent = Pick<
  JobCause,
  'gravest' | 'type' | 'verdict' | 'actor' | 'session' | 'language' | 'near' | 'reach'
>

/**
 * Plans the job of a report: what the reporter's word counts is the chance that it is right, nothing when they have
 * said the same before, and the job is marked where many report one target at once.
 */
export function planReport(
  parts: DraftParts,
  id: JobId,
  report: NewReport,
  content: ReportedContent,
  known: ReportedAlready,
): { readonly draft: JobDraft; readonly weight: number } {
  const weight = known.again ? 0 : reporterReliability(known.record).mean
  const { decision, world, target, policy, trusted, atMs } = report
  const draft = draftJob(parts, id, {
    kind: 'report',
    item: known.item,
    ...{ decision, world, target, policy, trusted, ...content },
    ...{ queue: undefined, sample: undefined, rule: undefined },
    ...{ reports: 1, reportWeight: weight, mass: known.mass },
    createdMs: atMs,
    report: report.id,
  })
  return { draft, weight }
}
