import { parseDuration } from '../../core/duration.ts'
import type { EndpointId } from '../../core/ids.ts'
import { breakerState } from '../../enforcement/delivery/breaker.ts'
import type { EndpointStanding } from '../../enforcement/delivery/ports.ts'
import { newSecret } from '../../enforcement/delivery/secret.ts'
import type {
  AddEndpointRequest,
  AddedEndpoint,
  Endpoint,
  EndpointParams,
  PauseRequest,
  PingReply,
  RotateRequest,
} from '../contract/delivery.ts'
import type { MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { whoAsks } from '../who-asks.ts'
import { forAllWorlds } from './for-all-worlds.ts'
import { orUnavailable } from './stored-decision.ts'

const KEEP_MS = 24 * 3_600_000
const LONGEST_KEEP_MS = 30 * 24 * 3_600_000
const random = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes)

/** Adds an endpoint; its secret leaves here this once. */
export const addEndpoint: MakeHandler = (parts) => async (request, reply) => {
  forAllWorlds(request)
  const { url, description = '', types = null } = request.body as AddEndpointRequest
  const { delivery, clock } = parts
  const checked = await delivery.checkUrl(url)
  if (!checked.ok)
    throw refusal('invalid-request', `url ${checked.problem}.`, {
      field: 'url',
      wayOut: checked.wayOut,
      errors: [{ field: 'url', problem: checked.problem, wayOut: checked.wayOut }],
    })
  const id = delivery.newEndpointId(clock.now())
  const secret = newSecret(random)
  const createdBy = whoAsks(request.grant!, undefined)
  const endpoint = { id, url: checked.url.href, description, types, createdMs: clock.now(), createdBy }
  await orUnavailable(delivery.endpoints.add(endpoint, secret))
  reply.code(201).header('cache-control', 'no-store')
  return { ...(await shown(parts, id)), secret } satisfies AddedEndpoint
}

/** Lists the endpoints. */
export const listEndpoints: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  const all = await orUnavailable(parts.delivery.endpoints.list())
  return { endpoints: all.map((one) => wire(one, parts.clock.now())) }
}

export const endpoint: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  return shown(parts, (request.params as EndpointParams).id)
}

/** Removes an endpoint. */
export const removeEndpoint: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  const { id } = request.params as EndpointParams
  if (!(await orUnavailable(parts.delivery.endpoints.remove(id, parts.clock.now())))) throw none()
  return { id, removed: true }
}

/** Gives an endpoint a new secret, which leaves here this once. */
export const rotateSecret: MakeHandler = (parts) => async (request, reply) => {
  forAllWorlds(request)
  const { id } = request.params as EndpointParams
  const { keep } = request.body as RotateRequest
  const keepMs = keep === undefined ? KEEP_MS : parseDuration(keep)!
  if (keepMs > LONGEST_KEEP_MS)
    throw refusal('invalid-request', 'keep is longer than 30 days.', {
      field: 'keep',
      wayOut: 'give at most 30d',
    })
  const secret = newSecret(random)
  if (!(await orUnavailable(parts.delivery.endpoints.rotate(id, secret, parts.clock.now() + keepMs))))
    throw none()
  reply.header('cache-control', 'no-store')
  return { ...(await shown(parts, id)), secret } satisfies AddedEndpoint
}

export const pauseEndpoint: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  const { id } = request.params as EndpointParams
  const { why = '' } = request.body as PauseRequest
  const said = `Paused by ${whoAsks(request.grant!, undefined)}${why === '' ? '' : `: ${why}`}`
  if (!(await orUnavailable(parts.delivery.endpoints.move(id, 'paused', said)))) throw none()
  return shown(parts, id)
}

export const resumeEndpoint: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  const { id } = request.params as EndpointParams
  if (!(await orUnavailable(parts.delivery.endpoints.move(id, 'on', '')))) throw none()
  parts.delivery.dispatcher.wake()
  return shown(parts, id)
}

/** Sends a test message. */
export const testEndpoint: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  const answer = await orUnavailable(parts.delivery.ping((request.params as EndpointParams).id))
  if (answer === undefined) throw none()
  const { result, status = null, ms } = answer
  return { delivered: result === 'delivered', result, status, ms } satisfies PingReply
}

async function shown({ delivery, clock }: ServerParts, id: EndpointId): Promise<Endpoint> {
  const found = await orUnavailable(delivery.endpoints.get(id))
  if (found === undefined) throw none()
  return wire(found, clock.now())
}

function none() {
  return refusal('not-found', 'There is no endpoint with this id.', { wayOut: 'see GET /v1/endpoints' })
}

function wire(one: EndpointStanding, nowMs: number): Endpoint {
  const { breaker } = one
  const time = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString())
  const later = (ms: number | undefined) => (ms !== undefined && ms > nowMs ? time(ms) : null)
  return {
    ...{ id: one.id, url: one.url, description: one.description, types: one.types && [...one.types] },
    ...{ state: one.state, why: one.why, createdAt: time(one.createdMs)!, createdBy: one.createdBy },
    oldSecretUntil: later(one.oldUntilMs),
    breaker: {
      state: breakerState(breaker, nowMs),
      failuresInRow: breaker.failures,
      openedAt: time(breaker.openedMs),
      holdUntil: later(breaker.holdUntilMs),
    },
    ...{
      deliveredAt: time(one.deliveredMs),
      waiting: one.waiting,
      dead: one.dead,
      oldestAt: time(one.oldestMs),
    },
  }
}
