import type { JobFilter } from '../../review/jobs/ports.ts'
import { sightOf } from '../../review/sight-of.ts'
import type { ReviewPolicies } from '../contract/annotate.ts'
import type { SearchJobsReply, SearchJobsRequest } from '../contract/job-rows.ts'
import type { JobView } from '../contract/jobs.ts'
import type { QueueHead, QueueList } from '../contract/queues.ts'
import type { ContextQuery } from '../contract/take-jobs.ts'
import type { MakeHandler } from '../handler.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { findJob, isHiddenFrom } from '../review/find-job.ts'
import { showJobs } from '../review/show-jobs.ts'
import { rowOf } from '../review/view-job.ts'
import { viewQueues } from '../review/view-queues.ts'
import { invalid } from '../screen-event.ts'
import { orUnavailable } from './stored-decision.ts'

const PAGE = 100
const HEAD = 20
/** What would tell blind jobs apart, if one could ask for it. */
const FOR_LEADS = ['kinds', 'stages', 'decision'] as const

/** Lists jobs that the asker may see. */
export const searchJobs: MakeHandler = (parts) => async (request) => {
  const grant = request.grant!
  const { before, limit = PAGE, ...filter } = request.body as SearchJobsRequest
  const isLead = grant.may('job.manage')
  const field = FOR_LEADS.find((name) => filter[name] !== undefined)
  if (field !== undefined && !isLead)
    throw new ProblemError(
      invalid([
        {
          ...{ field, problem: 'is for those who manage jobs: it would tell blind jobs from others' },
          wayOut: 'search without it',
        },
      ]),
    )
  const sight = sightOf(grant, parts.engine.ruleset.pack)
  // Whether a golden job exists at all is nobody's business but that of its holder, who sees a job like others; see
  // review/find-job.ts for other blind ones.
  const hides = {
    what: grant.may('job.work') ? 'blind' : 'golden',
    holder: grant.person?.id,
  } as const
  const asked: JobFilter = isLead ? filter : { ...filter, hides }
  const page = await orUnavailable(parts.jobs.store.list(asked, sight, limit, before))
  return {
    jobs: page.map((job) => rowOf(job, isLead && job.claimedBy !== grant.person?.id)),
    next: page.length < limit ? null : page.at(-1)!.id,
  } satisfies SearchJobsReply
}

/** Shows one job. */
export const job: MakeHandler = (parts) => async (request) => {
  const { language = 'en' } = request.query as ContextQuery
  const found = await findJob(parts, request)
  const [view] = await showJobs(parts, request.grant!, [found], { context: language })
  return view! satisfies JobView
}

/** Lists the policies that may be found broken. */
export const reviewPolicies: MakeHandler = (parts) => () => {
  const { policies, review } = parts.engine.ruleset.pack
  return {
    policies: [...policies.values()].map(({ id, version, severity, title, guideline, strike }) => ({
      ...{ id: `${id}@${version}`, severity, title: { ...title }, guideline: { ...guideline }, strike },
    })),
    undoMs: review.undoMs,
  } satisfies ReviewPolicies
}

/** Lists the queues with what waits in them. */
export const listQueues: MakeHandler = (parts) => async (request) => {
  const { pack } = parts.engine.ruleset
  const counts = await orUnavailable(parts.jobs.counts())
  return { queues: viewQueues(pack, request.grant!, counts) } satisfies QueueList
}

/** Shows a queue and what comes next in it. */
export const queue: MakeHandler = (parts) => async (request) => {
  const grant = request.grant!
  const { pack } = parts.engine.ruleset
  const { queue: name } = request.params as { queue: string }
  const counts = await orUnavailable(parts.jobs.counts())
  const view = viewQueues(pack, grant, counts).find(({ queue }) => queue === name)
  if (view === undefined) throw refusal('not-found', 'There is no queue of this name that you may see.')
  const head = await orUnavailable(parts.jobs.served.peek(grant, pack, [name], HEAD))
  const next = head.filter((job) => !isHiddenFrom(grant, job))
  const isLead = grant.may('job.manage')
  return { queue: view, next: next.map((job) => rowOf(job, isLead)) } satisfies QueueHead
}
