import { bySeverity } from '../../core/severity.ts'
import { didYouMean } from '../../core/suggest.ts'
import type { Pack } from '../../pack/pack.ts'
import type { GoldenItem } from '../../review/golden/ports.ts'
import { gravestOf } from '../../review/gravest-of.ts'
import { maySee } from '../../review/may-see.ts'
import type { JobRecord } from '../../review/ports.ts'
import { sightOf } from '../../review/sight-of.ts'
import type { AddGoldenRequest, Golden, GoldenList } from '../contract/golden.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { seesJob } from '../review/find-job.ts'
import { livePolicy, timeOf } from '../review/view-job.ts'
import { invalid } from '../screen-event.ts'
import { orUnavailable } from './stored-decision.ts'

const PAGE = 100

type About = Omit<GoldenItem, 'id' | 'addedMs' | 'addedBy' | 'retiredMs'>

/** Adds an item whose truth is known. */
export const addGolden: MakeHandler = (parts) => async (request, reply) => {
  const body = request.body as AddGoldenRequest
  const about =
    'annotation' in body ? await byAnnotation(parts, request, body) : await byDecision(parts, request, body)
  const item: GoldenItem = {
    ...about,
    id: parts.jobs.newId<string>('gld').slice(4),
    addedMs: parts.clock.now(),
    addedBy: request.grant!.person?.id,
    retiredMs: undefined,
  }
  if (!(await orUnavailable(parts.jobs.store.addGolden(item))))
    throw refusal('already-golden', `The decision is golden already under the family ${item.family}.`)
  reply.code(201)
  return wire(item)
}

/** Lists golden items with how they were judged. */
export const listGolden: MakeHandler = (parts) => async (request) => {
  const { before, limit = String(PAGE) } = request.query as { before?: string; limit?: string }
  const sight = sightOf(request.grant!, parts.engine.ruleset.pack)
  const page = await orUnavailable(parts.jobs.store.golden(sight, Number(limit), before?.slice(4)))
  return {
    golden: page.map((item) => ({ ...wire(item), right: item.right, wrong: item.wrong })),
    next: page.length < Number(limit) ? null : `gld-${page.at(-1)!.id}`,
  } satisfies GoldenList
}

/** Serves a golden item no more. */
export const retireGolden: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: string }
  const sight = sightOf(request.grant!, parts.engine.ruleset.pack)
  const found = await orUnavailable(parts.jobs.store.golden(sight, 1, next(id)))
  if (found[0]?.id !== id.slice(4)) throw refusal('not-found', 'There is no golden item with this id.')
  return wire((await orUnavailable(parts.jobs.store.retireGolden(id.slice(4), parts.clock.now())))!)
}

/** The id right behind this one, so that a page from there begins with it. */
function next(id: string): string {
  return (BigInt(`0x${id.slice(4)}`) + 1n).toString(16).padStart(32, '0')
}

async function byAnnotation(
  parts: ServerParts,
  request: Parameters<Handler>[0],
  { annotation: id }: Extract<AddGoldenRequest, { annotation: unknown }>,
): Promise<About> {
  const found = await orUnavailable(parts.jobs.store.annotation(id))
  if (found === undefined || !seesJob(parts, request.grant!, found.job))
    throw refusal('not-found', 'There is no judgement with this id that you may see.')
  const { job, annotation } = found
  const refuse = (problem: string, wayOut: string) =>
    new ProblemError(invalid([{ field: 'annotation', problem, wayOut }]))
  if (!annotation.marks.includes('truth') || annotation.choice === 'unsure')
    throw refuse(
      'is not marked as truth',
      'name the judgement that settled a disagreement, or a decision with its truth',
    )
  if (job.decision === undefined)
    throw refuse('is about an entity without an event', 'name one about an event')
  return {
    ...aboutJob({ ...job, decision: job.decision }),
    policy: annotation.policy,
    truth: annotation.choice,
    policies: annotation.policies,
    source: 'annotation',
  }
}

function aboutJob(job: JobRecord & { readonly decision: GoldenItem['decision'] }) {
  const { decision, queue, item, family, severity, type, world, actor, target, session, language } = job
  return { decision, queue, item, family, severity, type, world, actor, target, session, language }
}

async function byDecision(
  parts: ServerParts,
  request: Parameters<Handler>[0],
  body: Extract<AddGoldenRequest, { decision: unknown }>,
): Promise<About> {
  const { pack } = parts.engine.ruleset
  const { policies = body.truth === 'violates' ? [body.policy] : [] } = body
  const unknown = [body.policy, ...policies].find((id) => !pack.policies.has(id))
  const queue = body.queue ?? defaultQueue(pack)
  const problems = [
    ...(unknown === undefined
      ? []
      : [
          {
            field: 'policy',
            problem: 'is no policy of the pack',
            wayOut: didYouMean(unknown, pack.policies.keys()),
          },
        ]),
    ...(queue !== undefined && pack.queues.has(queue)
      ? []
      : [
          {
            ...{ field: 'queue', problem: 'is no queue of the pack' },
            wayOut: queue === undefined ? 'name one' : didYouMean(queue, pack.queues.keys()),
          },
        ]),
  ]
  if (problems.length > 0) throw new ProblemError(invalid(problems))
  const stored = await orUnavailable(parts.decisions.get(body.decision))
  const decision = stored?.decision
  // As grave as the gravest that is known of it: what it asks about, and what rules found.
  const severity = [
    pack.policies.get(body.policy)!,
    ...(decision === undefined ? [] : [{ severity: gravestOf(decision) }]),
  ].sort(bySeverity)[0]!.severity
  if (
    decision === undefined ||
    !maySee(request.grant!, {
      world: decision.world,
      severity,
      clearance: pack.queues.get(queue!)!.clearance,
    })
  )
    throw refusal('not-found', 'There is no decision with this id that you may see.')
  const { type, world, actor, target, session } = decision
  return {
    ...{ type, world, actor, target, session, severity, queue: queue!, decision: body.decision },
    item: `event:${body.decision.slice(2)}`,
    family: body.policy.split('.', 1)[0]!,
    language: body.language,
    policy: livePolicy(pack, body.policy),
    truth: body.truth,
    policies: policies.map((id) => livePolicy(pack, id)),
    source: 'manual',
  }
}

function defaultQueue({ queues }: Pack): string | undefined {
  return ([...queues.values()].find(({ isDefault }) => isDefault) ?? [...queues.values()][0])?.name
}

function wire(item: GoldenItem): Golden {
  const { decision, policy, truth, policies, source, queue, world, severity } = item
  return {
    golden: `gld-${item.id}`,
    ...{ decision, policy, truth, policies: [...policies], source, queue, world, severity },
    language: item.language ?? null,
    addedAt: timeOf(item.addedMs)!,
    addedBy: item.addedBy ?? null,
    retiredAt: timeOf(item.retiredMs),
  }
}
