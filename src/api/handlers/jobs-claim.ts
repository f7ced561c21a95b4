import { holdOf } from '../../review/hold-of.ts'
import { mayClaim, type WhyNotClaim } from '../../review/may-claim.ts'
import type { JobView } from '../contract/jobs.ts'
import type { ContextQuery } from '../contract/take-jobs.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { claimerOf } from '../review/claimer-of.ts'
import { findJob, personOf } from '../review/find-job.ts'
import { showJobs } from '../review/show-jobs.ts'
import { orUnavailable } from './stored-decision.ts'

/** Gives this very job to the person who asks. */
export const claimJob: MakeHandler = (parts) => async (request) => {
  const { language = 'en' } = request.query as ContextQuery
  const person = personOf(request)
  const grant = request.grant!
  const { store, newClaim } = parts.jobs
  const { pack } = parts.engine.ruleset
  const job = await findJob(parts, request)
  const may = mayClaim(claimerOf(grant)!, pack, job)
  if (!may.ok) throw refusal('not-claimable', WHY_NOT[may.why])
  const nowMs = parts.clock.now()
  const untilMs = nowMs + holdOf(pack, job.queue)
  // One's own is held longer, whatever it is: that it cannot be claimed would tell what it is.
  if (job.claimedBy === person.id && job.claim !== undefined)
    await orUnavailable(store.extend(job.id, person.id, job.claim, untilMs))
  else {
    const taken = await orUnavailable(store.claimOne(job.id, person.id, newClaim(), nowMs, untilMs))
    if (taken === undefined) throw refusal('not-claimable', WHY_NOT.held)
  }
  const [now] = await orUnavailable(store.get([job.id]))
  const [view] = await showJobs(parts, grant, [now!], { context: language })
  return view! satisfies JobView
}

const WHY_NOT: Readonly<Record<WhyNotClaim, string>> = {
  closed: 'The job is judged or withdrawn already.',
  held: 'Somebody else holds the job.',
  'judged-before': 'You have judged the matter before; it is for somebody else.',
  'not-for-you': 'The job is outside your skills.',
  'not-chosen': 'Jobs are given out and not chosen; appeals alone can be taken by name.',
  drawn: 'What was drawn by chance, or is judged blind, is chosen by nobody.',
}
