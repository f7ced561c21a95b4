import type pg from 'pg'
import { type EndpointId, uuidOf } from '../../core/ids.ts'
import { messageBody } from './message-body.ts'

/** Something that the world is told by webhook. Times in ms since the epoch. */
export interface Message {
  /** Standard Webhooks' `type`: `enforcement.applied`, `enforcement.reversed`, `statement.created`, `appeal.decided`. */
  readonly type: string
  /** Messages with the same target reach an endpoint in the order in which they were queued. */
  readonly target: string
  /** The same key is queued once. */
  readonly key: string
  readonly data: unknown
  /** Not delivered before. */
  readonly notBeforeMs: number
}

// Ids are UUIDs of version 7; the message's own is made of its key, so that it is the same everywhere and for ever.
// Inserts alone: the caller may read in a snapshot of its own, and must not wait for senders, nor fail for them:
// a conflict with a row that a sender has just changed would be a fault in such a snapshot, so what is there is not tried.
const QUEUE = `insert into haechi.deliveries (id, endpoint, message, key, type, target, body, queued_ms, due_ms, first_due_ms)
  select (lpad(to_hex($1::int8), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid,
    e.id, md5(m.key)::uuid, m.key, m.type, m.target, m.body, $1, m.due, m.due
  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int8[]) with ordinality as m (key, type, target, body, due, n)
  join haechi.endpoints e on e.removed_ms is null and e.state <> 'gone' and (e.types is null or m.type = any(e.types))
    and ($7::uuid is null or e.id = $7)
  where not exists (select from haechi.deliveries d where d.endpoint = e.id and d.message = md5(m.key)::uuid)
  order by m.n
  on conflict (endpoint, message) do nothing`

/**
 * Queues messages for every endpoint that wants them, within the caller's transaction. A paused endpoint keeps what comes
 * until it goes on. Order: that of the transactions that saw each other, and within one that of `messages`. `only`: for this endpoint alone.
 */
export async function queueMessages(
  client: pg.ClientBase,
  messages: readonly Message[],
  nowMs: number,
  only?: EndpointId,
): Promise<void> {
  if (messages.length === 0) return
  await client.query(QUEUE, [
    nowMs,
    messages.map(({ key }) => key),
    messages.map(({ type }) => type),
    messages.map(({ target }) => target),
    messages.map(({ type, data }) => messageBody(type, nowMs, data)),
    messages.map(({ notBeforeMs }) => Math.max(notBeforeMs, nowMs)),
    only === undefined ? null : uuidOf(only),
  ])
}
