import { parseDuration } from '../../core/duration.ts'
import type { AnnotationId } from '../../core/ids.ts'
import { checkChoice } from '../../review/check-choice.ts'
import { holdOf } from '../../review/hold-of.ts'
import type { JobRecord, Judgement } from '../../review/ports.ts'
import { sightOf } from '../../review/sight-of.ts'
import type { AnnotateReply, AnnotateRequest, SimilarReply, SimilarRequest } from '../contract/annotate.ts'
import type { JobView } from '../contract/jobs.ts'
import type { FieldProblem } from '../contract/problem.ts'
import type { MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { findJob, personOf, seesJob } from '../review/find-job.ts'
import { saidBefore } from '../review/said-before.ts'
import { showJobs } from '../review/show-jobs.ts'
import { livePolicy } from '../review/view-job.ts'
import { invalid } from '../screen-event.ts'
import { notHeld } from './jobs-take.ts'
import { orUnavailable } from './stored-decision.ts'

const SIMILAR = 20

/** Takes a judgement, of one job or of several that are alike. */
export const annotateJob: MakeHandler = (parts) => async (request) => {
  const person = personOf(request)
  const body = request.body as AnnotateRequest
  const { store, newId } = parts.jobs
  const { pack } = parts.engine.ruleset
  const job = await findJob(parts, request)
  const judgement = judgementOf(body)
  const named = { ...judgement, policies: judgement.policies.map((id) => livePolicy(pack, id)) }
  if (job.claimedBy !== person.id || job.claim !== body.claim || job.state !== 'open') {
    const { undoMs } = pack.review
    const asked = { job, person, claim: body.claim, judgement: named, also: body.also ?? [], undoMs }
    const before = await orUnavailable(saidBefore(store, asked))
    if (before === undefined) throw notHeld()
    return before
  }
  const problems = [...checkChoice(job, judgement, pack), ...(await wrongSpans(parts, job, body))]
  if (problems.length > 0) throw new ProblemError(invalid(problems))
  const also = body.also === undefined ? [] : await orUnavailable(store.get([...new Set(body.also)]))
  // What is refused for one of them by its own queue is not done to it by way of another.
  const fits = (one: JobRecord) =>
    one.id !== job.id && seesJob(parts, request.grant!, one) && checkChoice(one, judgement, pack).length === 0
  const jobs = [job, ...also.filter(fits)].map(({ id, policy }) => ({
    ...{ job: id, annotation: newId<AnnotationId>('ann'), policy: livePolicy(pack, policy) },
  }))
  const nowMs = parts.clock.now()
  const settleMs = nowMs + pack.review.undoMs
  const judged = await orUnavailable(
    store.annotate({ jobs, judgement: named, person: person.id, claim: body.claim, nowMs, settleMs }),
  )
  if (judged.length === 0) throw notHeld()
  // Jobs that are alike are one look.
  const look = { severity: job.severity, judged: 1, passed: 0, revealedMs: 0 }
  await orUnavailable(parts.protection.add(person.id, [look], nowMs))
  const done = new Set(judged.map(({ job }) => job))
  return {
    annotations: judged.map(({ job, annotation }) => ({ job, annotation })),
    skipped: [...new Set(body.also ?? [])].filter((id) => !done.has(id)),
    undoUntil: new Date(settleMs).toISOString(),
  } satisfies AnnotateReply
}

/** Takes a judgement back. */
export const undoJob: MakeHandler = (parts) => async (request) => {
  const person = personOf(request)
  const job = await findJob(parts, request)
  const nowMs = parts.clock.now()
  const untilMs = nowMs + holdOf(parts.engine.ruleset.pack, job.queue)
  const back = await orUnavailable(parts.jobs.store.undo(job.id, person.id, nowMs, untilMs))
  if (back === undefined)
    throw refusal('too-late', 'There is no judgement of yours that could still be undone.')
  return (await showJobs(parts, request.grant!, [back]))[0]! satisfies JobView
}

/** Finds waiting jobs that the person could judge in the same stroke. */
export const similarJobs: MakeHandler = (parts) => async (request) => {
  const person = personOf(request)
  const grant = request.grant!
  const { limit = SIMILAR } = request.body as SimilarRequest
  const job = await findJob(parts, request)
  // What they are about is shown on the strength of the job that the person holds.
  if (job.claimedBy !== person.id || job.state !== 'open') throw notHeld()
  const sight = sightOf(grant, parts.engine.ruleset.pack)
  const found = await orUnavailable(parts.jobs.store.similar(job, person.id, sight, limit))
  const jobs = await showJobs(parts, grant, found, { similar: true })
  return { job: job.id, jobs } satisfies SimilarReply
}

/** Marks must lie within the text that is judged, as long as that is kept. */
async function wrongSpans(
  { decisions, engine }: Pick<ServerParts, 'decisions' | 'engine'>,
  { decision, type }: JobRecord,
  { spans = [] }: AnnotateRequest,
): Promise<FieldProblem[]> {
  if (spans.length === 0 || decision === undefined || type === undefined) return []
  const data = (await orUnavailable(decisions.get(decision)))?.event?.data
  const name = engine.ruleset.pack.eventTypes.get(type)?.content
  const text = name === undefined ? undefined : data?.[name]
  if (typeof text !== 'string') return []
  return spans.flatMap(([, to], i) =>
    to <= text.length
      ? []
      : [{ field: `spans[${i}]`, problem: 'ends behind the text', wayOut: 'count in UTF-16 units from 0' }],
  )
}

function judgementOf(body: AnnotateRequest): Judgement {
  const { choice, policies = [], enforcements = [], strike = true, spans = [], regions = [], note } = body
  return {
    choice,
    policies: [...new Set(policies)],
    enforcements: enforcements.map((one) => ({
      ...{ name: one.name, on: one.on, with: one.with },
      forMs: one.for === undefined ? undefined : parseDuration(one.for),
    })),
    ...{ strike, spans, regions, note, spentMs: body.spentMs },
  }
}
