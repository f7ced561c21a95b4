import type { QueryId } from '../../core/ids.ts'
import { isoTime } from '../../core/iso-time.ts'
import type { Query, QueryList, SavedQuery, SaveQueryRequest } from '../contract/queries.ts'
import type { MakeHandler } from '../handler.ts'
import type { Grant } from '../keyring.ts'
import { boundWhere } from '../past/bound-where.ts'
import type { QueryRecord } from '../past/ports.ts'
import { refusal } from '../problem-error.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'

const LISTED = 500

/** Saves a query. */
export const saveQuery: MakeHandler = (parts) => async (request, reply) => {
  const { name, query } = request.body as SaveQueryRequest
  const grant = request.grant!
  boundWhere(grant, query.where)
  const nowMs = parts.clock.now()
  const record: QueryRecord = {
    id: `qry-${parts.ids(nowMs).slice(2)}` as QueryId,
    name: name ?? undefined,
    body: JSON.stringify(query),
    worlds: grant.worlds === null ? null : [...grant.worlds],
    by: whoAsks(grant, undefined),
    owner: ownerOf(grant),
    madeMs: nowMs,
  }
  await orUnavailable(parts.queries.save(record))
  reply.code(201)
  return wire(grant, record) satisfies SavedQuery
}

/** Lists the queries that have a name. */
export const listQueries: MakeHandler = (parts) => async (request) => {
  const grant = request.grant!
  const found = await orUnavailable(parts.queries.list(LISTED))
  return {
    queries: found.filter((one) => mayOpen(grant, one)).map((one) => wire(grant, one)),
  } satisfies QueryList
}

/** Reads a saved query. */
export const query: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: QueryId }
  const grant = request.grant!
  const found = await orUnavailable(parts.queries.get(id, parts.clock.now()))
  if (found === undefined || !mayOpen(grant, found)) throw refusal('not-found', NO_QUERY)
  return wire(grant, found) satisfies SavedQuery
}

/** Deletes a saved query. */
export const deleteQuery: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: QueryId }
  const grant = request.grant!
  const found = await orUnavailable(parts.queries.get(id, parts.clock.now()))
  if (found === undefined || !mayOpen(grant, found)) throw refusal('not-found', NO_QUERY)
  if (!isMine(grant, found))
    throw refusal('beyond-you', 'Somebody else saved it; who may change the pack can delete it.')
  await orUnavailable(parts.queries.remove(id))
  return wire(grant, found) satisfies SavedQuery
}

const NO_QUERY = 'There is no query with this id; without a name it is forgotten after 90 days without use.'

/** What a query asks may tell of the worlds that it was asked for: only who may see them all may see it. */
function mayOpen({ worlds }: Grant, saved: QueryRecord): boolean {
  if (worlds === null) return true
  const asked = saved.worlds ?? (JSON.parse(saved.body) as Query).where?.worlds
  return asked?.every((world) => worlds.has(world)) ?? false
}

function isMine(grant: Grant, { owner }: QueryRecord): boolean {
  return owner === ownerOf(grant) || grant.may('policy.manage')
}

/** A person whichever way they come; a machine by its key. */
function ownerOf({ person, id }: Grant): string {
  return person?.id ?? id
}

function wire(grant: Grant, saved: QueryRecord): SavedQuery {
  const { id, name, body, by, madeMs } = saved
  return {
    id,
    name: name ?? null,
    query: JSON.parse(body) as Query,
    by,
    at: isoTime(madeMs),
    mine: isMine(grant, saved),
  }
}
