import type { JobId } from '../../core/ids.ts'
import { mayManageJob } from '../../review/may-manage-job.ts'
import { mayTake } from '../../review/may-take.ts'
import type { JobRecord } from '../../review/ports.ts'
import type { Assignees, ChangeJobsReply, ChangeJobsRequest } from '../contract/acts.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { changeJob, checkChange, mayWork, personMay } from '../review/change-job.ts'
import { findJob, seesJob } from '../review/find-job.ts'
import { orUnavailable } from './stored-decision.ts'

/** Changes many jobs in one go. */
export const changeJobs: MakeHandler = (parts) => async (request) => {
  const { change } = request.body as ChangeJobsRequest
  const { fit, skipped } = await sorted(parts, request)
  let held = 0
  let changed = 0
  for (const job of fit) {
    if ((await orUnavailable(changeJob(parts, job, change))) === undefined)
      skipped.push({ job: job.id, why: 'moved-on' })
    else {
      changed++
      if (job.claimedBy !== undefined) held++
    }
  }
  return { changed, skipped, held } satisfies ChangeJobsReply
}

/** Says how many it would be. */
export const previewChangeJobs: MakeHandler = (parts) => async (request) => {
  const { fit, skipped } = await sorted(parts, request)
  const held = fit.filter(({ claimedBy }) => claimedBy !== undefined).length
  return { changed: fit.length, skipped, held } satisfies ChangeJobsReply
}

/** Lists who may be given a job. */
export const assignees: MakeHandler = (parts) => async (request) => {
  const job = await findJob(parts, request)
  const { pack } = parts.engine.ruleset
  const people = parts.keyring
    .people()
    .filter(
      (person) =>
        mayWork(parts, person, job) &&
        mayTake({ worlds: person.worlds, person, mayAdjudicate: true }, pack, job),
    )
  return {
    people: people.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name)),
  } satisfies Assignees
}

/** The jobs that a request names: those that the change fits, and the others with why. */
async function sorted(
  parts: ServerParts,
  request: Parameters<Handler>[0],
): Promise<{ readonly fit: JobRecord[]; readonly skipped: ChangeJobsReply['skipped'] }> {
  const grant = request.grant!
  const { jobs, change } = request.body as ChangeJobsRequest
  checkChange(parts, change)
  const ids: JobId[] = [...new Set(jobs)]
  const found = await orUnavailable(parts.jobs.store.get(ids))
  if (found.length < ids.length || found.some((job) => !seesJob(parts, grant, job)))
    throw refusal('not-found', 'One of the jobs is not there, or you may not see it.', { field: 'jobs' })
  const fit: JobRecord[] = []
  const skipped: ChangeJobsReply['skipped'] = []
  for (const job of found) {
    const may = mayManageJob(job, grant)
    if (!may.ok && may.why !== 'no-right') skipped.push({ job: job.id, why: may.why })
    else if (
      !personMay(parts, job, change) ||
      (change.kind === 'assign' && job.excluded.includes(change.person))
    )
      skipped.push({ job: job.id, why: 'person-may-not' })
    else fit.push(job)
  }
  return { fit, skipped }
}
