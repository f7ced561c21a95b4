import type { StoredDecision } from '../../engine/ports.ts'
import { gravestOf } from '../../review/gravest-of.ts'
import type { JobStore } from '../../review/jobs/ports.ts'
import { maySee } from '../../review/may-see.ts'
import type { JobRecord } from '../../review/ports.ts'
import type { Language } from '../contract/decisions.ts'
import type { JobView } from '../contract/jobs.ts'
import { viewAppeal } from '../enforcement/view-appeal.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { explainFired } from './explain-fired.ts'
import { isHeldBy, seesJob } from './find-job.ts'
import { viewHistory } from './view-history.ts'
import { viewJob } from './view-job.ts'

export type ShowParts = Pick<
  ServerParts,
  'jobs' | 'enforcements' | 'engine' | 'decisions' | 'recorded' | 'noteSight' | 'clock'
>

/** `similar`: as if they were held. `context`: with what is known around them, told in this language. */
export interface ShowMore {
  readonly similar?: true
  readonly context?: Language | undefined
}

const MEMBERS = 50
const EARLIER = 10

/**
 * Jobs as the asker sees them, with what they are about where that may be shown: to their holder, and to those who
 * manage jobs or settle disagreements. A look at S0 is noted first. `similarTo` the one that the asker holds, they are
 * shown as if they were held. With `context`, what is known around each comes along.
 */
export function showJobs(
  parts: ShowParts,
  grant: Grant,
  jobs: readonly JobRecord[],
  more: ShowMore = {},
): Promise<JobView[]> {
  const nowMs = parts.clock.now()
  // Of all accounts at once: a blind job has none, so that its context is not even read.
  const actors = new Set(
    jobs.flatMap((job) => (more.context !== undefined && !isBlindTo(grant, job) ? (job.actor ?? []) : [])),
  )
  const histories = orUnavailable(parts.jobs.store.histories([...actors], nowMs))
  // Whoever needs it hears of its fault.
  histories.catch(() => undefined)
  return Promise.all(jobs.map((job) => showJob(parts, grant, job, histories, more)))
}

/** Who manages jobs knows how they came about, but not while judging one. */
function isBlindTo(grant: Grant, job: JobRecord): boolean {
  return job.blind && (isHeldBy(grant.person, job) || !grant.may('job.manage'))
}

async function showJob(
  parts: ShowParts,
  grant: Grant,
  job: JobRecord,
  histories: ReturnType<JobStore['histories']>,
  more: ShowMore,
): Promise<JobView> {
  const { store } = parts.jobs
  const isHolder = isHeldBy(grant.person, job)
  const isLead = grant.may('job.manage')
  const showsContent = isHolder || more.similar === true || isLead || grant.may('job.adjudicate')
  const isBlind = isBlindTo(grant, job)
  const isOpen = showsContent && !isBlind
  const showsJudgements = isOpen && (isLead || job.stage === 'adjudication' || job.state === 'done')
  const [stored, members, earlier, judgements, thread, appeal] = await orUnavailable(
    Promise.all([
      showsContent && job.decision !== undefined ? parts.decisions.get(job.decision) : undefined,
      isOpen ? store.members(job.id, MEMBERS) : [],
      isOpen && job.actor !== undefined ? store.earlier(job.actor, job.id, EARLIER) : [],
      showsJudgements ? store.annotations([job.id]) : [],
      isOpen && more.context !== undefined ? threadOf(parts, job) : undefined,
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
  const { pack } = parts.engine.ruleset
  const nowMs = parts.clock.now()
  const hasContext = isOpen && more.context !== undefined
  const history = hasContext && job.actor !== undefined ? (await histories).get(job.actor) : undefined
  const why =
    hasContext && isCleared && stored !== undefined
      ? await explainFired(parts, stored, more.context!)
      : undefined
  return viewJob(
    job,
    {
      stored: isCleared ? stored : undefined,
      isCleared,
      members,
      earlier: earlier.filter((one) => seesJob(parts, grant, one)),
      judgements,
      thread: shownThread,
      history: history && viewHistory(history, grant, pack, nowMs),
      why,
      appeal,
    },
    {
      pack,
      isHolder,
      showsContent,
      isBlind,
      namesReviewers: isLead,
      nowMs,
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
