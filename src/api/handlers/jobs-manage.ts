import { mayManageJob } from '../../review/may-manage-job.ts'
import { maySee } from '../../review/may-see.ts'
import type { JobRecord } from '../../review/ports.ts'
import { clearanceOf } from '../../review/queue-sight.ts'
import type { Change } from '../contract/acts.ts'
import type { AssignRequest, JobRow, MoveRequest, RaiseRequest } from '../contract/job-rows.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { changeJob, checkChange, personMay } from '../review/change-job.ts'
import { findJob } from '../review/find-job.ts'
import { rowOf } from '../review/view-job.ts'
import { invalid } from '../screen-event.ts'
import { orUnavailable } from './stored-decision.ts'

/** Moves a job to another queue. */
export const moveJob: MakeHandler = (parts) => (request) =>
  changed(parts, request, { kind: 'move', ...(request.body as MoveRequest) })

/** Puts a job before all others of its queue. */
export const raiseJob: MakeHandler = (parts) => (request) =>
  changed(parts, request, { kind: 'raise', ...(request.body as RaiseRequest) })

/** Takes a job away unjudged. */
export const withdrawJob: MakeHandler = (parts) => (request) => changed(parts, request, { kind: 'withdraw' })

/** Gives a job to a person. */
export const assignJob: MakeHandler = (parts) => (request) =>
  changed(parts, request, { kind: 'assign', ...(request.body as AssignRequest) })

async function changed(parts: ServerParts, request: Parameters<Handler>[0], change: Change): Promise<JobRow> {
  const before = await findJob(parts, request)
  checkChange(parts, change)
  if (!personMay(parts, before, change))
    throw new ProblemError(
      invalid([
        {
          ...{ field: 'person', problem: 'is nobody here who may see the job and judge it' },
          wayOut: 'choose somebody whose role, worlds and clearance let them',
        },
      ]),
    )
  const grant = request.grant!
  const after = mayManageJob(before, grant).ok
    ? await orUnavailable(changeJob(parts, before, change))
    : undefined
  if (after === undefined) throw notOpen(before)
  const clearance = clearanceOf(parts.engine.ruleset.pack, after.queue)
  // Moved out of one's own sight, it is shown as it was, in its new place.
  if (!maySee(grant, { world: after.world, severity: after.severity, clearance }))
    return rowOf({ ...before, queue: after.queue, severity: after.severity }, true)
  return rowOf(after, true)
}

function notOpen({ state }: JobRecord) {
  return refusal('not-open', `The job is ${state}, or the person has judged it before.`)
}
