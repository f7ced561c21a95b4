import { maySee } from '../../review/may-see.ts'
import type { JobFace, ReportLog, ReportRecord, ReportsOf } from '../../review/reports/ports.ts'
import type { FindReportsReply, SeenReport } from '../contract/reports.ts'
import { wireReport } from '../handlers/reports.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { isHeldBy } from './find-job.ts'

/** A page of reports, without those of jobs that the asker may not see. */
export async function seeReports(
  parts: Pick<ServerParts, 'reports' | 'engine' | 'noteSight'>,
  grant: Grant,
  of: ReportsOf,
  limit: number,
  before: Parameters<ReportLog['find']>[2],
): Promise<FindReportsReply> {
  const page = await orUnavailable(parts.reports.find(of, limit, before))
  const jobs = [...new Set(page.flatMap(({ job }) => (job === undefined ? [] : [job])))]
  const faces = await orUnavailable(parts.reports.faces(jobs))
  const seen = page.filter(({ job }) => {
    const face = job === undefined ? undefined : faces.get(job)
    return face !== undefined && isSeen(parts, grant, face) && !isBlindTo(grant, face)
  })
  const reads = ({ job }: ReportRecord) => readsContent(grant, faces.get(job!)!)
  const gravest = seen.filter((one) => faces.get(one.job!)!.severity === 'S0' && reads(one))
  if (gravest.length > 0)
    await orUnavailable(
      parts.noteSight(
        grant,
        'report',
        gravest.map(({ id }) => id),
      ),
    )
  return {
    reports: seen.map((one) => wireSeen(one, reads(one))),
    next: page.length < limit ? null : page.at(-1)!.id,
  }
}

/** Whether a job may be seen by the asker. */
export function isSeen(
  { engine }: Pick<ServerParts, 'engine'>,
  grant: Grant,
  { world, severity, queue }: JobFace,
): boolean {
  const clearance = engine.ruleset.pack.queues.get(queue)?.clearance
  return maySee(grant, { world, severity, clearance })
}

/** Of a blind job nothing is told that would say why it is there; who manages jobs knows, but not while judging it. */
export function isBlindTo(grant: Grant, face: JobFace): boolean {
  return face.blind && (!grant.may('job.manage') || isHeldBy(grant.person, face))
}

/** What somebody wrote is for those who are shown what it is about, see review/show-jobs.ts. */
function readsContent(grant: Grant, face: JobFace): boolean {
  return grant.may('job.manage') || grant.may('job.adjudicate') || isHeldBy(grant.person, face)
}

function wireSeen(one: ReportRecord, reads: boolean): SeenReport {
  return {
    ...wireReport(one),
    job: one.job ?? null,
    reporter: one.reporter ?? null,
    item: one.item,
    target: one.target ?? null,
    decision: one.decision ?? null,
    policy: one.policy,
    text: (reads ? one.text : undefined) ?? null,
    location: (reads ? one.location : undefined) ?? null,
    ...{ bonaFide: one.bonaFide, trusted: one.trusted, weight: one.weight },
  }
}
