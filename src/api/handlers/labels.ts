import type { EntityRef } from '../../core/entity.ts'
import type {
  BearersReply,
  BearersRequest,
  LabelHistoryReply,
  LabelHistoryRequest,
  LabelsReply,
  RemoveLabelReply,
  RemoveLabelRequest,
  SetLabelReply,
  SetLabelRequest,
} from '../contract/labels.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import { borneLabels } from '../labels/borne-labels.ts'
import { declaredLabel, fitsEntity } from '../labels/check-label.ts'
import { labelEnd } from '../labels/label-end.ts'
import { timeOf, wireWord } from '../labels/wire-label.ts'
import { refusal } from '../problem-error.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'

const PAGE = 100

/** Shows what an entity bears now, with every source that says so. */
export const findLabels: MakeHandler = (parts) => async (request) => {
  allWorlds(request)
  const { entity } = request.body as { entity: EntityRef }
  const words = await orUnavailable(parts.labels.log.borneBy(entity, parts.clock.now()))
  const labels = borneLabels(parts.engine.ruleset.pack.labels, words)
  return { entity, labels } satisfies LabelsReply
}

/** Sets a label by hand. */
export const setLabel: MakeHandler = (parts) => async (request, reply) => {
  allWorlds(request)
  const body = request.body as SetLabelRequest
  const { entity, reason, via = 'api' } = body
  const label = declaredLabel(parts.engine.ruleset.pack, body.label)
  fitsEntity(label, entity)
  const atMs = parts.clock.now()
  const untilMs = labelEnd(label, body, atMs)
  const by = whoAsks(request.grant!, body.by)
  const change = { entity, label: label.name, op: 'set', untilMs, rule: undefined, via, by, reason } as const
  await orUnavailable(parts.labels.change({ ...change, atMs }))
  reply.code(201)
  const source = { kind: via, by, reason }
  return {
    ...{ entity, label: label.name },
    ...wireWord({ entity, label: label.name, source, atMs, untilMs }),
  } satisfies SetLabelReply
}

/** Takes a label off by hand, whoever set it. */
export const removeLabel: MakeHandler = (parts) => async (request) => {
  allWorlds(request)
  const { entity, label, reason, via = 'api', by } = request.body as RemoveLabelRequest
  // A label that the pack declares no more can still be taken off.
  const change = { entity, label, op: 'unset', untilMs: undefined, rule: undefined, via, reason } as const
  const removed = await orUnavailable(parts.labels.change({ ...change, by: whoAsks(request.grant!, by) }))
  if (!removed) declaredLabel(parts.engine.ruleset.pack, label)
  return { entity, label, removed } satisfies RemoveLabelReply
}

/** Shows what was ever said of an entity. */
export const labelHistory: MakeHandler = (parts) => async (request) => {
  allWorlds(request)
  const { entity, before, limit = PAGE } = request.body as LabelHistoryRequest
  const page = await orUnavailable(parts.labels.log.history(entity, limit, before))
  return {
    entity,
    changes: page.map((one) => ({ op: one.op, label: one.label, ...wireWord(one) })),
    next: page.length < limit ? null : page.at(-1)!.cursor,
  } satisfies LabelHistoryReply
}

/** Lists who bears a label. */
export const labelBearers: MakeHandler = (parts) => async (request) => {
  allWorlds(request)
  const { label, after, limit = PAGE } = request.body as BearersRequest
  const page = await orUnavailable(parts.labels.log.bearers(label, parts.clock.now(), limit, after))
  if (page.length === 0 && after === undefined) declaredLabel(parts.engine.ruleset.pack, label)
  return {
    label,
    bearers: page.map(({ entity, sinceMs, untilMs }) => ({
      ...{ entity, since: new Date(sinceMs).toISOString(), until: timeOf(untilMs) },
    })),
    next: page.length < limit ? null : page.at(-1)!.entity,
  } satisfies BearersReply
}

/** Labels stand on entities in every world, so a key that is bound to some has no say in them. */
function allWorlds(request: Parameters<Handler>[0]): void {
  if (request.grant!.worlds === null) return
  throw refusal('world-not-allowed', 'Labels hold in all worlds, and the key is bound to some.')
}
