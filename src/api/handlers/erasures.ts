import type { ErasureRecord } from '../../access/ports.ts'
import type { EraseRequest, Erasure, ErasureList, ErasureParams } from '../contract/records.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const LISTED = 100
const WHAT = 'An erasure goes through'

/** Begins to erase an account, or counts what there is. */
export const erase: MakeHandler =
  ({ erasures }) =>
  async (request, reply) => {
    unbounded(request, WHAT)
    const { entity, reason, dryRun = false } = request.body as EraseRequest
    const by = whoAsks(request.grant!, undefined)
    reply.code(202)
    return wire(await orUnavailable(erasures.begin({ entity, reason, by, dry: dryRun })))
  }

export const listErasures: MakeHandler =
  ({ erasures }) =>
  async (request) => {
    unbounded(request, WHAT)
    return { erasures: (await orUnavailable(erasures.log.list(LISTED))).map(wire) } satisfies ErasureList
  }

export const erasure: MakeHandler =
  ({ erasures }) =>
  async (request) => {
    unbounded(request, WHAT)
    const found = await orUnavailable(erasures.log.get((request.params as ErasureParams).id))
    if (found === undefined) throw refusal('not-found', 'There is no such erasure.')
    return wire(found)
  }

function wire({ entity: _, dry, askedMs, doneMs, counts, notes, ...rest }: ErasureRecord): Erasure {
  return {
    ...rest,
    dryRun: dry,
    counts: { ...counts },
    notes: [...notes],
    asked: new Date(askedMs).toISOString(),
    done: doneMs === undefined ? null : new Date(doneMs).toISOString(),
  }
}
