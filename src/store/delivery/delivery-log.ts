import type pg from 'pg'
import { idFrom, uuidOf } from '../../core/ids.ts'
import type { DeliveryLog, DeliveryRecord, DeliveryState } from '../../enforcement/delivery/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'

interface Row {
  id: string
  seq: string
  endpoint: string
  message: string
  type: string
  target: string
  state: DeliveryState
  queued_ms: string
  due_ms: string
  tries: number
  last_ms: string | null
  last_status: number | null
  last_result: string | null
  overtaken: boolean
}

const COLUMNS = `d.id, d.seq, d.endpoint, d.message, d.type, d.target, d.state, d.queued_ms, d.due_ms, d.tries,
  d.last_ms, d.last_status, d.last_result, exists (
    select from haechi.deliveries l where l.target = d.target and l.seq > d.seq and l.endpoint = d.endpoint and l.state = 'delivered'
  ) as overtaken`

const DEAD = `select count(*)::int as queued, count(*) filter (where x.overtaken)::int as overtaken,
    count(distinct x.target)::int as targets
  from (select ${COLUMNS} from haechi.deliveries d where d.endpoint = $1 and d.state = 'dead') x`

const ATTEMPTS = `select at_ms, status, result, took_ms from haechi.delivery_attempts where delivery = $1 order by at_ms`

// Whoever resends waits for the turn at the endpoint, so that no sender misses what is due again.
const LOCK = `select from haechi.endpoints where id = $1 and removed_ms is null for no key update`

const AGAIN = `state = 'waiting', tries = 0, due_ms = $2, first_due_ms = $2`

/** Deliveries as people look at them, on Postgres. */
export function deliveryLog(pool: pg.Pool, health: HealthWatch): DeliveryLog {
  const one = async (client: pg.ClientBase | pg.Pool, id: string) =>
    (await client.query<Row>(`select ${COLUMNS} from haechi.deliveries d where d.id = $1`, [id])).rows[0]
  return {
    list: ({ endpoint, target, states, types, before, limit }) =>
      available(health, async () => {
        // Only what is asked stands in the statement, so that the planner knows which index serves it.
        const values: unknown[] = []
        const value = (one: unknown) => `$${values.push(one)}`
        const parts = ['true']
        if (endpoint !== undefined) parts.push(`d.endpoint = ${value(uuidOf(endpoint))}`)
        if (target !== undefined) parts.push(`d.target = ${value(target)}`)
        if (states?.length === 1) parts.push(`d.state = ${value(states[0])}`)
        else if (states !== undefined) parts.push(`d.state = any(${value(states)}::text[])`)
        if (types !== undefined) parts.push(`d.type = any(${value(types)}::text[])`)
        if (before !== undefined) parts.push(`d.seq < ${value(before)}`)
        // The page first: whether something was overtaken is asked of it alone.
        const { rows } = await pool.query<Row>(
          `select ${COLUMNS} from (select * from haechi.deliveries d where ${parts.join(' and ')}
             order by d.seq desc limit ${value(limit)}) d order by d.seq desc`,
          values,
        )
        return rows.map(recordOf)
      }),
    countDead: (endpoint) =>
      available(health, async () => {
        const { rows } = await pool.query<{ queued: number; overtaken: number; targets: number }>(DEAD, [
          uuidOf(endpoint),
        ])
        return rows[0]!
      }),
    get: (id) =>
      available(health, async () => {
        const row = await one(pool, uuidOf(id))
        if (row === undefined) return undefined
        const { rows } = await pool.query<{
          at_ms: string
          status: number | null
          result: string
          took_ms: number
        }>(ATTEMPTS, [uuidOf(id)])
        const attempts = rows.map(({ at_ms, status, result, took_ms }) => ({
          ...{ atMs: Number(at_ms), status: status ?? undefined, result, tookMs: took_ms },
        }))
        return { ...recordOf(row), attempts }
      }),
    resend: (id, nowMs) =>
      available(health, () =>
        inTransaction(pool, async (client) => {
          const row = await one(client, uuidOf(id))
          if (row === undefined || (await client.query(LOCK, [row.endpoint])).rowCount === 0) return undefined
          await client.query(
            `update haechi.deliveries set ${AGAIN} where id = $1 and state in ('dead', 'delivered')`,
            [row.id, nowMs],
          )
          return recordOf((await one(client, row.id))!)
        }),
      ),
    resendDead: (endpoint, nowMs) =>
      available(health, () =>
        inTransaction(pool, async (client) => {
          if ((await client.query(LOCK, [uuidOf(endpoint)])).rowCount === 0)
            return { queued: 0, overtaken: 0 }
          const { rows } = await client.query<{ overtaken: boolean }>(
            `update haechi.deliveries d set ${AGAIN} where d.endpoint = $1 and d.state = 'dead' returning exists (
               select from haechi.deliveries l where l.target = d.target and l.seq > d.seq and l.endpoint = d.endpoint
                 and l.state = 'delivered') as overtaken`,
            [uuidOf(endpoint), nowMs],
          )
          return { queued: rows.length, overtaken: rows.filter(({ overtaken }) => overtaken).length }
        }),
      ),
  }
}

function recordOf(row: Row): DeliveryRecord {
  const isUnderWay = row.state === 'waiting' || row.state === 'behind' || row.state === 'sending'
  return {
    id: idFrom('dlv', row.id),
    endpoint: idFrom('end', row.endpoint),
    message: idFrom('msg', row.message),
    type: row.type,
    target: row.target,
    state: row.state,
    queuedMs: Number(row.queued_ms),
    dueMs: isUnderWay ? Number(row.due_ms) : undefined,
    tries: row.tries,
    lastMs: row.last_ms === null ? undefined : Number(row.last_ms),
    lastStatus: row.last_status ?? undefined,
    lastResult: row.last_result ?? undefined,
    overtaken: row.overtaken,
    cursor: row.seq,
  }
}
