import type { JobId } from '../../core/ids.ts'
import { holdOf } from '../../review/hold-of.ts'
import { takeWithin } from '../../review/protection/take-within.ts'
import type {
  ClaimRequest,
  ExtendReply,
  HeldQuery,
  JobsReply,
  ReleaseReply,
  TakeReply,
  TakeRequest,
} from '../contract/take-jobs.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { findJob, personOf, seesJob } from '../review/find-job.ts'
import { mayTakeOf, wireRest } from '../review/protection-of.ts'
import { showJobs } from '../review/show-jobs.ts'
import { orUnavailable } from './stored-decision.ts'

/** Gives the next jobs to the person who asks. */
export const takeJobs: MakeHandler = (parts) => async (request) => {
  const person = personOf(request)
  const grant = request.grant!
  const { queues, count = 1, context } = request.body as TakeRequest
  const taker = { worlds: grant.worlds, person, mayAdjudicate: grant.may('job.adjudicate') }
  const more = await mayTakeOf(parts, person.id)
  const { jobs, rest } = await orUnavailable(
    takeWithin(parts.jobs.served, taker, parts.engine.ruleset.pack, queues, count, more),
  )
  return { jobs: await showJobs(parts, grant, jobs, { context }), rest: wireRest(rest) } satisfies TakeReply
}

/** Shows what the person holds. */
export const heldJobs: MakeHandler = (parts) => async (request) => {
  const { context } = request.query as HeldQuery
  const held = await orUnavailable(parts.jobs.store.heldBy(personOf(request).id))
  const seen = held.filter((job) => seesJob(parts, request.grant!, job))
  return { jobs: await showJobs(parts, request.grant!, seen, { context }) } satisfies JobsReply
}

/** Holds a job longer. */
export const extendJob: MakeHandler = (parts) => async (request) => {
  const person = personOf(request)
  const { claim } = request.body as ClaimRequest
  const job = await findJob(parts, request)
  const untilMs = parts.clock.now() + holdOf(parts.engine.ruleset.pack, job.queue)
  if (!(await orUnavailable(parts.jobs.store.extend(job.id, person.id, claim, untilMs)))) throw notHeld()
  const heldUntil = new Date(Math.max(untilMs, job.claimedUntilMs ?? 0)).toISOString()
  return { job: job.id, heldUntil } satisfies ExtendReply
}

/** Gives a job back. */
export const releaseJob: MakeHandler = (parts) => async (request) => {
  const person = personOf(request)
  const { claim } = request.body as ClaimRequest
  // Whoever may see it no more may give it back all the same.
  const { id } = request.params as { id: JobId }
  if (!(await orUnavailable(parts.jobs.store.release(id, person.id, claim)))) {
    await findJob(parts, request)
    throw notHeld()
  }
  return { job: id, released: true } satisfies ReleaseReply
}

/** What whoever comes too late is answered. */
export function notHeld() {
  return refusal('not-held', 'You do not hold the job under this claim.')
}
