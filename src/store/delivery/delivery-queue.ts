import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { idFrom } from '../../core/ids.ts'
import type { DeliveryQueue } from '../../enforcement/delivery/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'
import { doUpkeep } from './do-upkeep.ts'
import { takeTurn } from './take-turn.ts'

// Nobody was promised anything by a turn: when the server crashes just after it, messages go out twice, and never not.
// Turns touch few rows, by their keys; of a table that fills and empties fast the planner believes that it is small.
const TURN = `begin; set local synchronous_commit to off; set local enable_hashjoin to off;
  set local enable_mergejoin to off; set local enable_seqscan to off`

const FREE_LEASED = `update haechi.deliveries set state = 'waiting', claim = null, lease_until_ms = null
  where id in (select id from haechi.deliveries where state = 'sending' and lease_until_ms < $1 for update skip locked)`

// In one statement with the look for what is due, which sees what was freed the next time.
const DUE = `with freed as (${FREE_LEASED})
  select e.id from haechi.endpoints e
  where e.state = 'on' and e.removed_ms is null and e.hold_until_ms <= $1
    and exists (select from haechi.deliveries d where d.endpoint = e.id and d.state = 'waiting' and d.due_ms <= $1)`

/** The queue as senders use it, on Postgres. */
export function deliveryQueue(pool: pg.Pool, health: HealthWatch): DeliveryQueue {
  return {
    due: (nowMs) =>
      available(health, async () => {
        const { rows } = await pool.query<{ id: string }>({
          name: 'endpoints-due',
          text: DUE,
          values: [nowMs],
        })
        return rows.map(({ id }) => idFrom('end', id))
      }),
    turn: (turn) =>
      available(health, () => inTransaction(pool, (client) => takeTurn(client, turn, randomUUID()), TURN)),
    upkeep: (nowMs, limits) => available(health, () => doUpkeep(pool, nowMs, limits)),
  }
}
