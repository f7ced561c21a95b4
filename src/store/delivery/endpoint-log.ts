import type pg from 'pg'
import { idFrom, uuidOf } from '../../core/ids.ts'
import type { EndpointLog, EndpointRecord, EndpointStanding } from '../../enforcement/delivery/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'
import { breakerOf } from './take-turn.ts'

interface Row {
  id: string
  url: string
  description: string
  types: string[] | null
  state: EndpointRecord['state']
  why: string
  created_ms: string
  created_by: string
  old_until_ms: string | null
  delivered_ms: string | null
  failures: number
  opened_ms: string | null
  hold_until_ms: string
  waiting: string
  dead: string
  oldest_ms: string | null
}

const STANDING = `select e.*, w.waiting, w.oldest_ms, x.dead from haechi.endpoints e
  cross join lateral (
    select count(*) as waiting, min(queued_ms) as oldest_ms from haechi.deliveries d
    where d.endpoint = e.id and d.state in ('waiting', 'behind', 'sending')
  ) w
  cross join lateral (select count(*) as dead from haechi.deliveries d where d.endpoint = e.id and d.state = 'dead') x
  where e.removed_ms is null`

const CLOSE = 'failures = 0, opened_ms = null, hold_until_ms = 0'

const REMOVE = `update haechi.endpoints set removed_ms = $2, secret = '', old_secret = null, old_until_ms = null
  where id = $1 and removed_ms is null`

const DROP = `update haechi.deliveries set state = 'dropped', last_ms = $2
  where endpoint = $1 and state in ('waiting', 'behind', 'dead')`

/** Endpoints on Postgres. */
export function endpointLog(pool: pg.Pool, health: HealthWatch): EndpointLog {
  const query = <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    available(health, () => pool.query<R>(text, values))
  return {
    async add({ id, url, description, types, createdMs, createdBy }, secret) {
      await query(
        `insert into haechi.endpoints (id, url, description, types, secret, created_ms, created_by)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [uuidOf(id), url, description, types, secret, createdMs, createdBy],
      )
    },
    async list() {
      const { rows } = await query<Row>(`${STANDING} order by e.id`)
      return rows.map(standingOf)
    },
    async get(id) {
      const { rows } = await query<Row>(`${STANDING} and e.id = $1`, [uuidOf(id)])
      return rows[0] && standingOf(rows[0])
    },
    async secrets(id, nowMs) {
      const { rows } = await query<{ secret: string; old: string | null }>(
        `select secret, case when old_until_ms > $2 then old_secret end as old from haechi.endpoints
         where id = $1 and removed_ms is null`,
        [uuidOf(id), nowMs],
      )
      return rows[0] && [rows[0].secret, ...(rows[0].old === null ? [] : [rows[0].old])]
    },
    async move(id, to, why) {
      const { rowCount } = await query(
        `update haechi.endpoints set state = $2, why = $3 ${to === 'on' ? `, ${CLOSE}` : ''} where id = $1 and removed_ms is null`,
        [uuidOf(id), to, why],
      )
      return rowCount === 1
    },
    async rotate(id, secret, oldUntilMs) {
      const { rowCount } = await query(
        `update haechi.endpoints set old_secret = secret, old_until_ms = $3, secret = $2
         where id = $1 and removed_ms is null`,
        [uuidOf(id), secret, oldUntilMs],
      )
      return rowCount === 1
    },
    remove: (id, nowMs) =>
      available(health, () =>
        inTransaction(pool, async (client) => {
          const { rowCount } = await client.query(REMOVE, [uuidOf(id), nowMs])
          if (rowCount === 1) await client.query(DROP, [uuidOf(id), nowMs])
          return rowCount === 1
        }),
      ),
  }
}

function standingOf(row: Row): EndpointStanding {
  return {
    id: idFrom('end', row.id),
    url: row.url,
    description: row.description,
    types: row.types,
    state: row.state,
    why: row.why,
    createdMs: Number(row.created_ms),
    createdBy: row.created_by,
    oldUntilMs: row.old_until_ms === null ? undefined : Number(row.old_until_ms),
    deliveredMs: row.delivered_ms === null ? undefined : Number(row.delivered_ms),
    breaker: breakerOf(row),
    waiting: Number(row.waiting),
    dead: Number(row.dead),
    oldestMs: row.oldest_ms === null ? undefined : Number(row.oldest_ms),
  }
}
