import type { EntityRef } from '../../core/entity.ts'
import type { JobId } from '../../core/ids.ts'
import { explainPriority } from '../../review/explain-priority.ts'
import { AUDIT_RANK } from '../../review/priority.ts'
import { reporterReliability } from '../../review/reporter-reliability.ts'
import type { ReportsOf } from '../../review/reports/ports.ts'
import type {
  FindReporterRequest,
  FindReportsReply,
  FindReportsRequest,
  InvalidateReply,
  JobPriority,
  ReporterReply,
} from '../contract/reports.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { isHiddenFrom } from '../review/find-job.ts'
import { isBlindTo, isSeen, seeReports } from '../review/see-reports.ts'
import { orUnavailable } from './stored-decision.ts'

const PAGE = 100
type Request = Parameters<Handler>[0]

/** Lists reports of jobs that the asker may see. */
export const findReports: MakeHandler = (parts) => async (request) => {
  const { before, limit = PAGE, ...of } = request.body as FindReportsRequest
  return (await seeReports(parts, request.grant!, oneOf(of), limit, before)) satisfies FindReportsReply
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
  if (face === undefined || !isSeen(parts, request.grant!, face) || isHiddenFrom(request.grant!, face))
    throw refusal('not-found', 'There is no job with this id that you may see, or hold.')
  const { queue, doublesMs } = face
  // Of a blind job it must not be told how grave it was found.
  const weighed =
    face.kind === 'audit' || isBlindTo(request.grant!, face) ? { ...face, ...AUDIT_RANK, reports: 0 } : face
  const { severity } = weighed
  const { priority, formula, terms } = explainPriority(weighed, doublesMs, parts.clock.now())
  return { job: id, queue, severity, priority, formula, terms: [...terms] } satisfies JobPriority
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

/** Reporters are entities, which stand in every world. */
function allWorlds(request: Request): void {
  if (request.grant!.worlds === null) return
  throw refusal('world-not-allowed', 'Reporters are the same in all worlds, and the asker is bound to some.')
}
