import type { AppealRecord } from '../../enforcement/ports.ts'
import { mayClaim } from '../../review/may-claim.ts'
import { maySee } from '../../review/may-see.ts'
import type { JobRecord } from '../../review/ports.ts'
import type { AppealJob, AppealWithText } from '../contract/enforcements.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { claimerOf } from '../review/claimer-of.ts'
import { isHiddenFrom, seesJob } from '../review/find-job.ts'
import { wireAppeal } from './wire.ts'

/** Appeals with what was said, to whoever is cleared for it, and with their jobs; a look at S0 is noted. */
export async function showAppeals(
  parts: Pick<ServerParts, 'enforcements' | 'jobs' | 'engine' | 'noteSight'>,
  grant: Grant,
  found: readonly AppealRecord[],
): Promise<AppealWithText[]> {
  if (found.length === 0) return []
  const ids = await orUnavailable(parts.enforcements.log.appealJobs(found.map(({ id }) => id)))
  const jobs = grant.may('job.read') ? await orUnavailable(parts.jobs.store.get([...ids.values()])) : []
  const appeals = found.map((one) => {
    const job = jobs.find(({ appeal }) => appeal === one.id)
    return { ...withText(grant, one), job: job === undefined ? null : jobOf(parts, grant, job) }
  })
  const gravest = appeals.filter(({ severity, text }) => severity === 'S0' && text !== null)
  if (gravest.length > 0)
    await orUnavailable(
      parts.noteSight(
        grant,
        'appeal',
        gravest.map(({ id }) => id),
      ),
    )
  return appeals
}

function withText(grant: Grant, one: AppealRecord): Omit<AppealWithText, 'job'> {
  const { severity, world } = one
  // Of worlds is decided already.
  const seen = maySee(
    { worlds: null, person: grant.person },
    { world: world ?? '', severity, clearance: undefined },
  )
  return { ...wireAppeal(one), severity, text: (seen ? one.text : undefined) ?? null }
}

function jobOf(parts: Pick<ServerParts, 'engine'>, grant: Grant, job: JobRecord): AppealJob | null {
  if (!seesJob(parts, grant, job) || isHiddenFrom(grant, job)) return null
  const { id, queue, state, claimedBy, dueMs } = job
  return {
    ...{ job: id, queue, state, dueAt: new Date(dueMs).toISOString() },
    held: claimedBy === undefined ? 'no' : claimedBy === grant.person?.id ? 'by-you' : 'by-other',
    whyNot: whyNot(parts, grant, job),
  }
}

function whyNot({ engine }: Pick<ServerParts, 'engine'>, grant: Grant, job: JobRecord): AppealJob['whyNot'] {
  if (!grant.may('job.work')) return 'no-right'
  const claimer = claimerOf(grant)
  if (claimer === undefined) return 'no-person'
  const may = mayClaim(claimer, engine.ruleset.pack, job)
  return may.ok ? null : may.why
}
