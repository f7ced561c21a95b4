import type { HoldRecord } from '../../access/ports.ts'
import { idFrom, uuidOf } from '../../core/ids.ts'
import type { Hold, HoldList, HoldParams, SetHoldRequest } from '../contract/records.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const LISTED = 1000
const WHAT = 'A legal hold is of'

/** Holds everything by and about an account. */
export const setHold: MakeHandler =
  ({ erasures, clock }) =>
  async (request, reply) => {
    unbounded(request, WHAT)
    const { entity, reason, until = null } = request.body as SetHoldRequest
    const now = clock.now()
    const untilMs = until === null ? undefined : Date.parse(until)
    if (untilMs !== undefined && untilMs <= now)
      throw refusal('invalid-request', 'until is over already.', {
        field: 'until',
        wayOut: 'name a time to come',
      })
    const hold: HoldRecord = {
      ...{ id: idFrom('hld', uuidOf(erasures.id(now))), entity, reason, untilMs, setMs: now },
      ...{ setBy: whoAsks(request.grant!, undefined), liftedMs: undefined, liftedBy: undefined },
    }
    await orUnavailable(erasures.holds.set(hold))
    reply.code(201)
    return wire(hold, now)
  }

export const listHolds: MakeHandler =
  ({ erasures, clock }) =>
  async (request) => {
    unbounded(request, WHAT)
    const found = await orUnavailable(erasures.holds.list(LISTED))
    return { holds: found.map((hold) => wire(hold, clock.now())) } satisfies HoldList
  }

/** Lifts a legal hold. */
export const liftHold: MakeHandler =
  ({ erasures, clock }) =>
  async (request) => {
    unbounded(request, WHAT)
    const { id } = request.params as HoldParams
    const by = whoAsks(request.grant!, undefined)
    const lifted = await orUnavailable(erasures.holds.lift(id, clock.now(), by))
    if (lifted === undefined) throw refusal('not-found', 'There is no such hold, or it was lifted before.')
    return wire(lifted, clock.now())
  }

function wire(hold: HoldRecord, nowMs: number): Hold {
  const time = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString())
  const { id, entity, reason, untilMs, setMs, setBy, liftedMs, liftedBy = null } = hold
  return {
    ...{ id, entity, reason, until: time(untilMs), set: new Date(setMs).toISOString(), setBy },
    ...{ lifted: time(liftedMs), liftedBy },
    active: liftedMs === undefined && (untilMs === undefined || untilMs > nowMs),
  }
}
