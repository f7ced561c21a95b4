import type { EntityRef } from '../../core/entity.ts'
import type { JobId } from '../../core/ids.ts'
import { explainPriority } from '../../review/explain-priority.ts'
import { maySee } from '../../review/may-see.ts'
import { AUDIT_RANK } from '../../review/priority.ts'
import { reporterReliability } from '../../review/reporter-reliability.ts'
import type { JobFace, ReportRecord, ReportsOf } from '../../review/reports/ports.ts'
import type {
  FindReporterRequest,
  FindReportsReply,
  FindReportsRequest,
  InvalidateReply,
  JobPriority,
  ReporterReply,
  SeenReport,
} from '../contract/reports.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { isHeldBy, isHiddenFrom } from '../review/find-job.ts'
import { wireReport } from './reports.ts'
import { orUnavailable } from './stored-decision.ts'

const PAGE = 100
type Request = Parameters<Handler>[0]

/** Lists reports of jobs that the asker may see. */
export const findReports: MakeHandler = (parts) => async (request) => {
  const { before, limit = PAGE, ...of } = request.body as FindReportsRequest
  const page = await orUnavailable(parts.reports.find(oneOf(of), limit, before))
  const jobs = [...new Set(page.flatMap(({ job }) => (job === undefined ? [] : [job])))]
  const faces = await orUnavailable(parts.reports.faces(jobs))
  const seen = page.filter(({ job }) => {
    const face = job === undefined ? undefined : faces.get(job)
    return face !== undefined && isSeen(parts, request, face) && !isBlindTo(request.grant!, face)
  })
  const reads = ({ job }: ReportRecord) => readsContent(request.grant!, faces.get(job!)!)
  const gravest = seen.filter((one) => faces.get(one.job!)!.severity === 'S0' && reads(one))
  if (gravest.length > 0)
    await orUnavailable(
      parts.noteSight(
        request.grant!,
        'report',
        gravest.map(({ id }) => id),
      ),
    )
  return {
    reports: seen.map((one) => wireSeen(one, reads(one))),
    next: page.length < limit ? null : page.at(-1)!.id,
  } satisfies FindReportsReply
}

/** Says how far somebody's word is worth something. */
export const reporter: MakeHandler = (parts) => async (request) => {
  allWorlds(request)
  const { reporter } = request.body as FindReporterRequest
  const record = await orUnavailable(parts.reports.reporter(reporter as EntityRef, parts.clock.now()))
  const { mean, low, high } = reporterReliability(record)
  return { reporter, ...record, reliability: mean, low, high } satisfies ReporterReply
}

/** Makes somebody's open reports void. */
export const invalidateReports: MakeHandler = (parts) => async (request) => {
  allWorlds(request)
  const { reporter } = request.body as FindReporterRequest
  const done = await orUnavailable(parts.reports.invalidate(reporter as EntityRef, parts.clock.now()))
  return { reporter, ...done } satisfies InvalidateReply
}

/** Explains a job's priority as it is now. */
export const jobPriority: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: JobId }
  const face = (await orUnavailable(parts.reports.faces([id]))).get(id)
  if (face === undefined || !isSeen(parts, request, face) || isHiddenFrom(request.grant!, face))
    throw refusal('not-found', 'There is no job with this id that you may see, or hold.')
  const { queue, doublesMs } = face
  // Of a blind job it must not be told how grave it was found.
  const weighed =
    face.kind === 'audit' || isBlindTo(request.grant!, face) ? { ...face, ...AUDIT_RANK, reports: 0 } : face
  const { severity } = weighed
  const { priority, formula, terms } = explainPriority(weighed, doublesMs, parts.clock.now())
  return { job: id, queue, severity, priority, formula, terms: [...terms] } satisfies JobPriority
}

function isSeen(parts: ServerParts, request: Request, { world, severity, queue }: JobFace): boolean {
  const clearance = parts.engine.ruleset.pack.queues.get(queue)?.clearance
  return maySee(request.grant!, { world, severity, clearance })
}

/** Of a blind job nothing is told that would say why it is there; who manages jobs knows, but not while judging it. */
function isBlindTo(grant: Grant, face: JobFace): boolean {
  return face.blind && (!grant.may('job.manage') || isHeldBy(grant.person, face))
}

/** What somebody wrote is for those who are shown what it is about, see review/show-jobs.ts. */
function readsContent(grant: Grant, face: JobFace): boolean {
  return grant.may('job.manage') || grant.may('job.adjudicate') || isHeldBy(grant.person, face)
}

function oneOf({
  job,
  reporter,
  target,
}: Pick<FindReportsRequest, 'job' | 'reporter' | 'target'>): ReportsOf {
  const asked: ReportsOf[] = [
    ...(job === undefined ? [] : [{ job }]),
    ...(reporter === undefined ? [] : [{ reporter }]),
    ...(target === undefined ? [] : [{ target }]),
  ]
  if (asked.length === 1) return asked[0]!
  throw refusal('invalid-request', 'Give one of job, reporter and target.', { field: 'job' })
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

/** Reporters are entities, which stand in every world. */
function allWorlds(request: Request): void {
  if (request.grant!.worlds === null) return
  throw refusal('world-not-allowed', 'Reporters are the same in all worlds, and the asker is bound to some.')
}
