import type { StoredDecision } from '../../engine/ports.ts'
import { gravestOf } from '../../review/gravest-of.ts'
import { maySee } from '../../review/may-see.ts'
import type { JobRecord } from '../../review/ports.ts'
import type { JobView } from '../contract/jobs.ts'
import { viewAppeal } from '../enforcement/view-appeal.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { isHeldBy, seesJob } from './find-job.ts'
import { viewJob } from './view-job.ts'

export type ShowParts = Pick<
  ServerParts,
  'jobs' | 'enforcements' | 'engine' | 'decisions' | 'noteSight' | 'clock'
>

const MEMBERS = 50
const EARLIER = 10

/**
 * Jobs as the asker sees them, with what they are about where that may be shown: to their holder, and to those who
 * manage jobs or settle disagreements. A look at S0 is noted first. `similarTo` the one that the asker holds, they are
 * shown as if they were held.
 */
export function showJobs(
  parts: ShowParts,
  grant: Grant,
  jobs: readonly JobRecord[],
  more: { readonly similar?: true; readonly thread?: true } = {},
): Promise<JobView[]> {
  return Promise.all(jobs.map((job) => showJob(parts, grant, job, more)))
}

async function showJob(
  parts: ShowParts,
  grant: Grant,
  job: JobRecord,
  more: { readonly similar?: true; readonly thread?: true },
): Promise<JobView> {
  const { store } = parts.jobs
  const isHolder = isHeldBy(grant.person, job)
  const isLead = grant.may('job.manage')
  const showsContent = isHolder || more.similar === true || isLead || grant.may('job.adjudicate')
  // Who manages jobs knows how they came about, but not while judging one.
  const isBlind = job.blind && (isHolder || !isLead)
  const isOpen = showsContent && !isBlind
  const showsJudgements = isOpen && (isLead || job.stage === 'adjudication' || job.state === 'done')
  const [stored, members, earlier, judgements, thread, appeal] = await orUnavailable(
    Promise.all([
      showsContent && job.decision !== undefined ? parts.decisions.get(job.decision) : undefined,
      isOpen ? store.members(job.id, MEMBERS) : [],
      isOpen && job.actor !== undefined ? store.earlier(job.actor, job.id, EARLIER) : [],
      showsJudgements ? store.annotations([job.id]) : [],
      isOpen && more.thread === true ? threadOf(parts, job) : undefined,
      isOpen && job.appeal !== undefined ? viewAppeal(parts.enforcements.log, job.appeal) : undefined,
    ]),
  )
  // The decision may be graver than what the job is about: by another of its reasons, or by a rule in shadow.
  const isCleared = stored === undefined || reads(grant, stored)
  const isGravest = job.severity === 'S0' || (stored !== undefined && gravestOf(stored.decision) === 'S0')
  if (showsContent && isGravest && isCleared) await orUnavailable(parts.noteSight(grant, 'job', [job.id]))
  const shownThread = thread?.filter((one) => reads(grant, one))
  const grave = shownThread?.filter(({ decision }) => gravestOf(decision) === 'S0') ?? []
  if (grave.length > 0)
    await orUnavailable(
      parts.noteSight(
        grant,
        'thread',
        grave.map(({ decision }) => decision.decision),
      ),
    )
  return viewJob(
    job,
    {
      stored: isCleared ? stored : undefined,
      isCleared,
      members,
      earlier: earlier.filter((one) => seesJob(parts, grant, one)),
      judgements,
      thread: shownThread,
      appeal,
    },
    {
      pack: parts.engine.ruleset.pack,
      isHolder,
      showsContent,
      isBlind,
      namesReviewers: isLead,
      nowMs: parts.clock.now(),
    },
  )
}

function reads(grant: Grant, { decision }: StoredDecision): boolean {
  return maySee(grant, { world: decision.world, severity: gravestOf(decision), clearance: undefined })
}

async function threadOf(parts: ShowParts, job: JobRecord): Promise<StoredDecision[] | undefined> {
  if (job.decision === undefined || job.session === undefined) return undefined
  const ids = await parts.jobs.store.thread(job.decision, job.session)
  const stored = await Promise.all(ids.map((id) => parts.decisions.get(id)))
  return stored.filter((one) => one !== undefined)
}
