import { type Capability, ROLE_CAPABILITIES } from '../../access/capability.ts'
import type { Person } from '../../access/person.ts'
import { parseDuration } from '../../core/duration.ts'
import { didYouMean } from '../../core/suggest.ts'
import { maySee } from '../../review/may-see.ts'
import type { JobRecord } from '../../review/ports.ts'
import { clearanceOf } from '../../review/queue-sight.ts'
import type { AssignRequest, JobRow, MoveRequest, RaiseRequest } from '../contract/jobs.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { findJob } from '../review/find-job.ts'
import { rowOf } from '../review/view-job.ts'
import { invalid } from '../screen-event.ts'
import { orUnavailable } from './stored-decision.ts'

const ASSIGNED_FOR = '24h'

/** Moves a job to another queue. */
export const moveJob: MakeHandler = (parts) => async (request) => {
  const { queue } = request.body as MoveRequest
  const { queues } = parts.engine.ruleset.pack
  const found = await findJob(parts, request)
  if (!queues.has(queue))
    throw new ProblemError(
      invalid([
        { field: 'queue', problem: 'is no queue of the pack', wayOut: didYouMean(queue, queues.keys()) },
      ]),
    )
  // Somebody who looks at it now may not be cleared for where it goes.
  const { clearance, doublesMs } = queues.get(queue)!
  const to = { queue, doublesMs, takeBack: clearance !== undefined }
  return changed(parts, request, found, parts.jobs.store.move(found.id, to))
}

/** Puts a job before all others of its queue. */
export const raiseJob: MakeHandler = (parts) => async (request) => {
  const { severity } = request.body as RaiseRequest
  const found = await findJob(parts, request)
  const lanes = await orUnavailable(parts.jobs.store.lanes())
  const top = lanes.reduce(
    (top, lane) => (lane.queue === found.queue ? Math.max(top, lane.top) : top),
    found.rank,
  )
  return changed(parts, request, found, parts.jobs.store.raise(found.id, top + 1, severity))
}

/** Takes a job away unjudged. */
export const withdrawJob: MakeHandler = (parts) => async (request) => {
  const found = await findJob(parts, request)
  return changed(parts, request, found, parts.jobs.store.withdraw(found.id, parts.clock.now()))
}

/** Gives a job to a person. */
export const assignJob: MakeHandler = (parts) => async (request) => {
  const { person, for: length = ASSIGNED_FOR } = request.body as AssignRequest
  const found = await findJob(parts, request)
  const assignee = parts.keyring.person(person)
  if (assignee === undefined || !mayWork(parts, assignee, found))
    throw new ProblemError(
      invalid([
        {
          ...{ field: 'person', problem: 'is nobody here who may see the job and judge it' },
          wayOut: 'choose somebody whose role, worlds and clearance let them',
        },
      ]),
    )
  const nowMs = parts.clock.now()
  const untilMs = Math.round(nowMs + parseDuration(length)!)
  const { store, newClaim } = parts.jobs
  return changed(parts, request, found, store.assign(found.id, person, newClaim(), nowMs, untilMs))
}

function mayWork({ engine }: Pick<ServerParts, 'engine'>, person: Person, job: JobRecord): boolean {
  const needs: Capability = job.stage === 'adjudication' ? 'job.adjudicate' : 'job.work'
  const capabilities: readonly Capability[] = ROLE_CAPABILITIES[person.role]
  const clearance = clearanceOf(engine.ruleset.pack, job.queue)
  const { worlds } = person
  return (
    capabilities.includes(needs) &&
    maySee({ worlds, person }, { world: job.world, severity: job.severity, clearance })
  )
}

async function changed(
  { engine }: Pick<ServerParts, 'engine'>,
  request: Parameters<Handler>[0],
  before: JobRecord,
  work: Promise<JobRecord | undefined>,
): Promise<JobRow> {
  const after = await orUnavailable(work)
  if (after === undefined)
    throw refusal('not-open', `The job is ${before.state}, or the person has judged it before.`)
  const grant = request.grant!
  const clearance = clearanceOf(engine.ruleset.pack, after.queue)
  // Moved out of one's own sight, it is shown as it was, in its new place.
  if (!maySee(grant, { world: after.world, severity: after.severity, clearance }))
    return rowOf({ ...before, queue: after.queue, severity: after.severity }, true)
  return rowOf(after, true)
}
