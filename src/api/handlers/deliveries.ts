import type { EndpointId } from '../../core/ids.ts'
import { mayResend } from '../../enforcement/delivery/may-resend.ts'
import type { Compared, DeliveryRecord } from '../../enforcement/delivery/ports.ts'
import type { ResendPreview } from '../contract/acts.ts'
import {
  type DeliveriesReply,
  type Delivery,
  type DeliveryParams,
  type DeliveryReply,
  type FindDeliveriesRequest,
  type ReconcileReply,
  ReconcileRequest,
  type ResendDeadRequest,
  type ResentReply,
} from '../contract/delivery.ts'
import type { MakeHandler } from '../handler.ts'
import { parseHere } from '../json/parse-aside.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { readLargeBody } from '../read-large-body.ts'
import { invalid } from '../screen-event.ts'
import { validatorOf } from '../validator.ts'
import { forAllWorlds } from './for-all-worlds.ts'
import { orUnavailable } from './stored-decision.ts'

const PAGE = 100
const MOST_TOLD = 1000

/** Lists deliveries. */
export const findDeliveries: MakeHandler =
  ({ delivery }) =>
  async (request) => {
    forAllWorlds(request)
    const { endpoint, target, states, types, before, limit = PAGE } = request.body as FindDeliveriesRequest
    const asked = { endpoint, target, states, types, before, limit }
    const page = await orUnavailable(delivery.deliveries.list(asked))
    return {
      deliveries: page.map(wire),
      next: page.length < limit ? null : page.at(-1)!.cursor,
    } satisfies DeliveriesReply
  }

/** Shows a delivery with every try. */
export const delivery: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  const found = await orUnavailable(parts.delivery.deliveries.get((request.params as DeliveryParams).id))
  if (found === undefined) throw none()
  const attempts = found.attempts.map(({ atMs, status = null, result, tookMs }) => ({
    ...{ at: new Date(atMs).toISOString(), status, result, ms: tookMs },
  }))
  return { ...wire(found), attempts } satisfies DeliveryReply
}

/** Sends a message again. */
export const resendDelivery: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  const { id } = request.params as DeliveryParams
  const found = await orUnavailable(parts.delivery.deliveries.get(id))
  if (found === undefined) throw none()
  const may = mayResend(found, request.grant!)
  if (!may.ok && may.why === 'removed') throw refusal('conflict', 'The endpoint of the message was removed.')
  // What is on its way already is as it was asked for.
  if (!may.ok) return wire(found)
  const sent = await orUnavailable(parts.delivery.deliveries.resend(id, parts.clock.now()))
  if (sent === undefined) throw none()
  parts.delivery.dispatcher.wake()
  return wire(sent)
}

/** Sends all dead letters of an endpoint again. */
export const resendDead: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  const { endpoint } = request.body as ResendDeadRequest
  await known(parts, endpoint)
  const sent = await orUnavailable(parts.delivery.deliveries.resendDead(endpoint, parts.clock.now()))
  parts.delivery.dispatcher.wake()
  return sent satisfies ResentReply
}

/** Says how many messages `resendDead` would send again. */
export const previewResend: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  const { endpoint } = request.body as ResendDeadRequest
  await known(parts, endpoint)
  return (await orUnavailable(parts.delivery.deliveries.countDead(endpoint))) satisfies ResendPreview
}

const checkReconcile = validatorOf(ReconcileRequest)

/** Tells again what holds. */
export const reconcile: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  const body = await readLargeBody(request.raw, parts.parseAside ?? parseHere)
  const errors = checkReconcile(body)
  if (errors) throw new ProblemError(invalid(errors))
  const { endpoint, believed, dryRun = false } = body as ReconcileRequest
  const { reconciler, endpoints, dispatcher } = parts.delivery
  if (endpoint !== undefined) await known(parts, endpoint)
  const ids =
    endpoint === undefined ? (await orUnavailable(endpoints.list())).map(({ id }) => id) : [endpoint]
  const sum = { sent: 0, behind: 0 }
  let compared: Compared | undefined
  for (const id of ids) {
    const nowMs = parts.clock.now()
    const told = await orUnavailable(reconciler.behind({ endpoint: id, nowMs, recovered: false, dryRun }))
    sum.behind += told?.behind ?? 0
    sum.sent += told?.sent ?? 0
    if (believed === undefined || told === undefined) continue
    const wanted = believed.map((one) => ({ ...one, id: one.id }))
    const found = await orUnavailable(reconciler.compare({ endpoint: id, believed: wanted, nowMs, dryRun }))
    sum.sent += found?.sent ?? 0
    compared = compared === undefined ? found : larger(compared, found)
  }
  dispatcher.wake()
  return {
    ...sum,
    missing: [...(compared?.missing ?? [])].slice(0, MOST_TOLD),
    surplus: [...(compared?.surplus ?? [])].slice(0, MOST_TOLD),
    missingCount: compared?.missingCount ?? 0,
    surplusCount: compared?.surplusCount ?? 0,
  } satisfies ReconcileReply
}

/** What is on its way to one endpoint already is no difference there; the other's is told. */
function larger(one: Compared, other: Compared | undefined): Compared {
  if (other === undefined) return one
  return other.missingCount + other.surplusCount > one.missingCount + one.surplusCount ? other : one
}

async function known({ delivery }: ServerParts, id: EndpointId): Promise<void> {
  if ((await orUnavailable(delivery.endpoints.get(id))) === undefined)
    throw refusal('not-found', 'There is no endpoint with this id.', { wayOut: 'see GET /v1/endpoints' })
}

function none() {
  return refusal('not-found', 'There is no delivery with this id.', {
    wayOut: 'see POST /v1/deliveries/find; what ended is kept for 30 days',
  })
}

function wire(one: DeliveryRecord): Delivery {
  const time = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString())
  return {
    ...{ id: one.id, endpoint: one.endpoint, message: one.message, type: one.type, target: one.target },
    ...{ state: one.state, queuedAt: time(one.queuedMs)!, dueAt: time(one.dueMs), tries: one.tries },
    ...{ lastAt: time(one.lastMs), lastStatus: one.lastStatus ?? null, lastResult: one.lastResult ?? null },
    overtaken: one.overtaken,
  }
}
