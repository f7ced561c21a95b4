import type pg from 'pg'
import { type EndpointId, uuidOf } from '../../core/ids.ts'
import type { Believed, Compared, Difference, Reconciler } from '../../enforcement/delivery/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'
import { queueMessages } from './queue-messages.ts'
import { retell } from './retell.ts'

const DAY_MS = 86_400_000
/** Deliveries that are forgotten cannot be missed; it is looked at what changed well within that time. */
const LOOK_BACK_MS = 20 * DAY_MS
const PIECE = 500
const MOST_TOLD = 1000

const IS_ON = `select created_ms from haechi.endpoints where id = $1 and removed_ms is null and state = 'on'`

const WANTED = `(p.types is null or 'enforcement.' || e.state = any(p.types))`

/** The latest message about it is a dead letter. */
const DEAD = `select e.id from haechi.deliveries d
  join haechi.endpoints p on p.id = d.endpoint
  join haechi.enforcements e on e.id = substr(split_part(d.key, ':', 1), 5)::uuid and e.sequence = split_part(d.key, ':', 2)::int8
  where d.endpoint = $1 and d.state = 'dead' and d.key like 'enf-%:%' and ${WANTED}
    and (not $2 or p.delivered_ms > d.last_ms)`

/** It changed while the endpoint was there, and nothing was queued. */
const NEVER = `select e.id from haechi.enforcements e join haechi.endpoints p on p.id = $1
  where coalesce(e.ended_ms, e.from_ms) >= greatest(p.created_ms, $2::int8) and ${WANTED}
    and (e.sequence > 0)
    and not exists (
      select from haechi.deliveries d where d.endpoint = $1
        and d.message = md5('enf-' || replace(e.id::text, '-', '') || ':' || e.sequence)::uuid)`

const UNDER_WAY = `exists (
  select from haechi.deliveries d where d.endpoint = $1 and d.state in ('waiting', 'behind', 'sending')
    and d.message = md5('enf-' || replace(e.id::text, '-', '') || ':' || e.sequence)::uuid)`

const BELIEVED = `believed as materialized (
  select * from unnest($2::text[], $3::text[], $4::uuid[]) as b (target, name, id)
), in_force as materialized (
  select e.* from haechi.enforcements e where e.state = 'applied' and (e.until_ms is null or e.until_ms > $5)
)`

const MISSING = `with ${BELIEVED} select e.id, e.target, e.name from in_force e
  where not exists (
      select from believed b where b.target = e.target and b.name = e.name and (b.id is null or b.id = e.id))
    and not ${UNDER_WAY} order by e.target, e.sequence`

// With the latest of what was once in force, if it ever was.
const SURPLUS = `with ${BELIEVED} select b.target, b.name, e.id from (
    select distinct b.target, b.name from believed b where not exists (
      select from in_force f where f.target = b.target and f.name = b.name and (b.id is null or b.id = f.id))
  ) b left join lateral (
    select e.* from haechi.enforcements e where e.target = b.target and e.name = b.name order by e.sequence desc limit 1
  ) e on true
  where e.id is null or (e.state <> 'applied' and not ${UNDER_WAY}) order by b.target, b.name`

interface Found {
  id: string | null
  target: string
  name: string
}

/** Finds what an endpoint does not know, and tells it. */
export function reconciler(pool: pg.Pool, health: HealthWatch): Reconciler {
  const isOn = async (endpoint: EndpointId) => (await pool.query(IS_ON, [uuidOf(endpoint)])).rowCount === 1

  async function tell(endpoint: EndpointId, ids: readonly string[], nowMs: number): Promise<number> {
    let sent = 0
    for (let at = 0; at < ids.length; at += PIECE)
      sent += await inTransaction(pool, (client) =>
        retell(client, ids.slice(at, at + PIECE), nowMs, endpoint),
      )
    return sent
  }

  return {
    behind: ({ endpoint, nowMs, recovered, dryRun }) =>
      available(health, async () => {
        if (!(await isOn(endpoint))) return undefined
        const dead = await pool.query<{ id: string }>(DEAD, [uuidOf(endpoint), recovered])
        const never = await pool.query<{ id: string }>(NEVER, [uuidOf(endpoint), nowMs - LOOK_BACK_MS])
        const ids = [...new Set([...dead.rows, ...never.rows].map(({ id }) => id))]
        return { behind: ids.length, sent: dryRun ? 0 : await tell(endpoint, ids, nowMs) }
      }),
    compare: ({ endpoint, believed, nowMs, dryRun }) =>
      available(health, async () => {
        if (!(await isOn(endpoint))) return undefined
        const values = [uuidOf(endpoint), ...columnsOf(believed), nowMs]
        const missing = (await pool.query<Found>(MISSING, values)).rows
        const surplus = (await pool.query<Found>(SURPLUS, values)).rows
        const known = [...missing, ...surplus].flatMap(({ id }) => (id === null ? [] : [id]))
        const unknown = surplus.filter(({ id }) => id === null)
        const sent = dryRun
          ? 0
          : (await tell(endpoint, known, nowMs)) + (await tellUnknown(pool, endpoint, unknown, nowMs))
        return {
          missing: missing.slice(0, MOST_TOLD).map(differenceOf),
          surplus: surplus.slice(0, MOST_TOLD).map(differenceOf),
          missingCount: missing.length,
          surplusCount: surplus.length,
          sent,
        } satisfies Compared
      }),
  }
}

/** Of what was never in force here, that it is not. */
async function tellUnknown(
  pool: pg.Pool,
  endpoint: EndpointId,
  unknown: readonly Found[],
  nowMs: number,
): Promise<number> {
  const messages = unknown.map(({ target, name }) => ({
    type: 'enforcement.reversed',
    target,
    key: `unknown:${target}:${name}:${nowMs}`,
    notBeforeMs: nowMs,
    data: { id: null, sequence: null, state: 'reversed', target, enforcement: name, retold: true },
  }))
  for (let at = 0; at < messages.length; at += PIECE)
    await inTransaction(pool, (client) =>
      queueMessages(client, messages.slice(at, at + PIECE), nowMs, endpoint),
    )
  return messages.length
}

function columnsOf(believed: readonly Believed[]): unknown[] {
  return [
    believed.map(({ target }) => target),
    believed.map(({ enforcement }) => enforcement),
    believed.map(({ id }) => (id === undefined ? null : uuidOf(id))),
  ]
}

function differenceOf({ target, name }: Found): Difference {
  return { target, enforcement: name }
}
