import type { EntityRef } from '../../core/entity.ts'
import { entityKind } from '../../core/entity.ts'
import type { EntityRefId } from '../../core/ids.ts'
import { isoTime } from '../../core/iso-time.ts'
import type {
  EntityReply,
  EntityRequest,
  NeighboursReply,
  NeighboursRequest,
  RefReply,
  TimelineReply,
  TimelineRequest,
} from '../contract/entities.ts'
import { showEnforcements } from '../enforcement/show-enforcements.ts'
import { showStrikes } from '../enforcement/show-strikes.ts'
import { readTimeline } from '../entities/read-timeline.ts'
import type { MakeHandler } from '../handler.ts'
import { borneLabels } from '../labels/borne-labels.ts'
import { askEntity, spanOf } from '../past/ask-entity.ts'
import { liveFiles } from '../past/live-files.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const MOST_IN_FORCE = 100

/** Shows what is known of an entity. */
export const findEntity: MakeHandler = (parts) => async (request, reply) => {
  unbounded(request, 'What is known of an entity is of')
  const { entity, days } = request.body as EntityRequest
  const grant = request.grant!
  const nowMs = parts.clock.now()
  const span = spanOf(nowMs, days)
  const looking = askEntity(parts, reply, { kind: 'summary', entity, ...span })
  looking.catch(() => {}) // awaited below
  const words = await orUnavailable(parts.labels.log.borneBy(entity, nowMs))
  const sees = grant.may('enforcement.read')
  const page = { worlds: null, before: undefined, limit: MOST_IN_FORCE }
  const strikes =
    sees && entityKind(entity) === 'account'
      ? await showStrikes(parts, grant, entity, { before: undefined, limit: 0 })
      : undefined
  const enforcements = sees
    ? await showEnforcements(
        parts,
        grant,
        await orUnavailable(parts.enforcements.log.find({ entity, states: ['applied'] }, page)),
      )
    : null
  const look = await looking
  return {
    entity,
    labels: borneLabels(parts.engine.ruleset.pack.labels, words),
    strikes: strikes === undefined ? null : { sum: strikes.sum, standing: strikes.standing },
    enforcements,
    history: look === undefined ? null : historyOf(look.summary, span.from),
  } satisfies EntityReply
}

function historyOf(summary: object, from: number): NonNullable<EntityReply['history']> {
  return { ...(summary as Omit<NonNullable<EntityReply['history']>, 'from'>), from: isoTime(from) }
}

/** Shows what happened with an entity. */
export const entityTimeline: MakeHandler = (parts) => async (request, reply) => {
  unbounded(request, 'What happened with an entity is of')
  const asked = request.body as TimelineRequest
  return (await readTimeline(parts, request.grant!, reply, asked)) satisfies TimelineReply
}

/** Finds the accounts that share something with one. */
export const entityNeighbours: MakeHandler = (parts) => async (request, reply) => {
  unbounded(request, 'Accounts that share something are of')
  const { entity, days, by } = request.body as NeighboursRequest
  if (entityKind(entity) !== 'account')
    throw refusal('invalid-request', 'Only accounts have neighbours.', { field: 'entity' })
  const grant = request.grant!
  const { from, to } = spanOf(parts.clock.now(), days)
  const mayShowContent = grant.may('content.bulk')
  const look = await askEntity(parts, reply, {
    ...{ kind: 'neighbours', entity, from, to, mayShowContent },
    files: await liveFiles(parts),
    ...(by && { by }),
  })
  if (look === undefined)
    throw refusal('not-found', 'This service keeps no history to look at.', {
      wayOut: 'Ask the service that exports the history.',
    })
  if (look.shared.some(({ value }) => value !== null))
    await orUnavailable(parts.noteSight(grant, 'neighbours', []))
  const shared = look.shared.map((one) => ({ ...one, with: [...one.with] }))
  return { entity, from: isoTime(from), shared } satisfies NeighboursReply
}

/** Gives an entity an id that may stand in an address. */
export const makeEntityRef: MakeHandler = (parts) => async (request) => {
  unbounded(request, 'Entities are of')
  const { entity } = request.body as { entity: EntityRef }
  const nowMs = parts.clock.now()
  const fresh = `ent-${parts.ids(nowMs).slice(2)}` as EntityRefId
  const ref = await orUnavailable(parts.queries.refOf(entity, fresh, nowMs))
  return { ref, entity } satisfies RefReply
}

/** Says which entity an id stands for. */
export const entityRef: MakeHandler = (parts) => async (request) => {
  unbounded(request, 'Entities are of')
  const { id } = request.params as { id: EntityRefId }
  const entity = await orUnavailable(parts.queries.entityOf(id, parts.clock.now()))
  if (entity === undefined)
    throw refusal('not-found', 'No entity has this id any more: it was not used for 90 days, or was erased.')
  return { ref: id, entity } satisfies RefReply
}
