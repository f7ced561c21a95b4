import type { Person } from '../../access/person.ts'
import type { JobId } from '../../core/ids.ts'
import { maySee } from '../../review/may-see.ts'
import type { JobRecord } from '../../review/ports.ts'
import { clearanceOf } from '../../review/queue-sight.ts'
import type { Handler } from '../handler.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'

export type JobParts = Pick<ServerParts, 'jobs' | 'engine'>

/** Whether the asker may see a job, as its queue is in the live pack. */
export function seesJob({ engine }: Pick<ServerParts, 'engine'>, grant: Grant, job: JobRecord): boolean {
  const { world, severity, queue } = job
  return maySee(grant, { world, severity, clearance: clearanceOf(engine.ruleset.pack, queue) })
}

/** The job that a request names; throws `not-found` when there is none, or the asker may not see it. */
export async function findJob(parts: JobParts, request: Parameters<Handler>[0]): Promise<JobRecord> {
  const { id } = request.params as { id: JobId }
  const [job] = await orUnavailable(parts.jobs.store.get([id]))
  const grant = request.grant!
  if (job === undefined || !seesJob(parts, grant, job) || isHiddenFrom(grant, job))
    throw refusal('not-found', 'There is no job with this id that you may see, or hold.')
  return job
}

/**
 * Whether a job is none of the asker's business because it is blind: to whoever could be given it, it is there as long
 * as they hold it, so that what became of it tells golden ones, drawn ones and second looks apart for nobody.
 */
export function isHiddenFrom(
  grant: Grant,
  job: Pick<JobRecord, 'blind' | 'kind' | 'claimedBy' | 'state'>,
): boolean {
  if (grant.may('job.manage')) return false
  const isBlind = job.kind === 'golden' || (job.blind && grant.may('job.work'))
  return isBlind && !isHeldBy(grant.person, job)
}

/** The person who asks; throws the problem when a machine does. */
export function personOf(request: Parameters<Handler>[0]): Person {
  const { person } = request.grant!
  if (person === undefined) throw refusal('no-person', 'The key speaks for no person.')
  return person
}

/** Whether a job is the person's own: held, or judged by them and not settled yet. */
export function isHeldBy(person: Person | undefined, job: Pick<JobRecord, 'claimedBy' | 'state'>): boolean {
  return (
    person !== undefined && job.claimedBy === person.id && (job.state === 'open' || job.state === 'settling')
  )
}
