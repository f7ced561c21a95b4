import type { FastifyRequest } from 'fastify'
import { DEFAULT_PLAN } from '../../lab/registry/change-plan.ts'
import { planLower } from '../../lab/registry/plan-lower.ts'
import { planRaise } from '../../lab/registry/plan-raise.ts'
import { planRetire } from '../../lab/registry/plan-retire.ts'
import { planRollback } from '../../lab/registry/plan-rollback.ts'
import { planSignOff } from '../../lab/registry/plan-sign-off.ts'
import type { Planned, SeenModel } from '../../lab/registry/ports.ts'
import type { ModelId } from '../../lab/train/candidate.ts'
import type { AuthorityRequest, ModelActReply, ModelActRequest } from '../contract/lab-models.ts'
import type { MakeHandler } from '../handler.ts'
import { findModel, NO_MODEL } from '../lab/find-model.ts'
import { wireEntry, wireModel } from '../lab/wire-model.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { personOf } from '../review/find-job.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const WHAT = 'A model is of'

/** Goes back to the last known good. */
export const rollbackModel: MakeHandler = (parts) => (request) => {
  const { why } = request.body as ModelActRequest
  const facts = { nowMs: parts.clock.now() }
  return act(parts, request, (seen) => planRollback(seen, { by: byOf(request), why }, facts))
}

/** Ends a model. */
export const retireModel: MakeHandler = (parts) => (request) => {
  const { why } = request.body as ModelActRequest
  return act(parts, request, (seen) => planRetire(seen, { by: byOf(request), why }))
}

/** Has a model do less. */
export const lowerModel: MakeHandler = (parts) => (request) => {
  const { to, why } = request.body as AuthorityRequest
  return act(parts, request, (seen) => planLower(seen, { to, why, by: byOf(request) }))
}

/** Asks for more authority, or confirms. */
export const raiseModel: MakeHandler = (parts) => (request) => {
  const { to, why } = request.body as AuthorityRequest
  const by = personOf(request).id
  const nowMs = parts.clock.now()
  return act(parts, request, (seen) => planRaise(seen, { to, why, by, nowMs }))
}

/** Signs what a model changes beyond its plan. */
export const signOffModel: MakeHandler = (parts) => async (request) => {
  unbounded(request, WHAT)
  const { why } = request.body as ModelActRequest
  const by = personOf(request).id
  const { task } = await findModel(parts, (request.params as { id: string }).id)
  const plan = (await orUnavailable(parts.labData.task(task)))?.plan ?? DEFAULT_PLAN
  return act(parts, request, (seen) => planSignOff(seen, { by, why, plan }))
}

async function act(
  { models, clock }: Pick<ServerParts, 'models' | 'clock'>,
  request: FastifyRequest,
  plan: (seen: SeenModel) => Planned,
): Promise<ModelActReply> {
  unbounded(request, WHAT)
  const { id } = request.params as { id: ModelId }
  const done = await orUnavailable(models.change(id, plan, clock.now()))
  if (done === undefined) throw refusal('not-found', NO_MODEL)
  if (!done.ok)
    throw refusal('model-refused', `${done.why[0]!.toUpperCase()}${done.why.slice(1)}.`, {
      wayOut: done.wayOut,
    })
  return { model: wireModel(done.record), entries: done.entries.map((entry) => wireEntry(entry)) }
}

/** A person by their id, which alone stands in the chain; a key that speaks for none by its own. */
function byOf({ grant }: FastifyRequest): string {
  return grant!.person?.id ?? `key:${grant!.id}`
}
