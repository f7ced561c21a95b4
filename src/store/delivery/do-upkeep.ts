import type pg from 'pg'
import type { QueueFigures } from '../../enforcement/delivery/ports.ts'
import { inTransaction } from '../in-transaction.ts'

const LOCK = 'select removed_ms from haechi.endpoints where id = $1 for no key update'

const DROP = `update haechi.deliveries set state = 'dropped', last_ms = $2
  where endpoint = $1 and state in ('waiting', 'behind')`

const GIVE_UP = `update haechi.deliveries set state = 'dead', last_ms = $2, last_result = coalesce(last_result, 'waited-too-long')
  where endpoint = $1 and state in ('waiting', 'behind') and greatest(first_due_ms, queued_ms) < $3`

const FREE = `update haechi.deliveries d set state = 'waiting'
  where d.endpoint = $1 and d.state = 'behind' and not exists (
    select from haechi.deliveries e where e.endpoint = $1 and e.target = d.target
      and e.state in ('waiting', 'behind', 'sending') and e.id <> d.id and (e.seq < d.seq or e.state = 'sending'))`

const FORGET = `with old as (
  delete from haechi.deliveries where id in (
    select id from haechi.deliveries where state in ('delivered', 'dead', 'dropped') and last_ms < $1 limit 5000)
  returning id
), attempts as (delete from haechi.delivery_attempts where delivery in (select id from old))
select count(*)::int as count from old`

const COUNT = `select
  (select count(*)::int from haechi.deliveries where state in ('waiting', 'behind', 'sending')) as waiting,
  (select count(*)::int from haechi.deliveries where state = 'dead') as dead,
  (select count(*)::int from haechi.endpoints where opened_ms is not null and state = 'on' and removed_ms is null) as open`

/** Endpoint by endpoint, each held while it is put in order. See the port. */
export async function doUpkeep(
  pool: pg.Pool,
  nowMs: number,
  limits: { readonly giveUpMs: number; readonly keepMs: number },
): Promise<QueueFigures & { gaveUp: number }> {
  const { rows } = await pool.query<{ id: string }>('select id from haechi.endpoints order by id')
  let gaveUp = 0
  for (const { id } of rows)
    await inTransaction(pool, async (client) => {
      const row = (await client.query<{ removed_ms: string | null }>(LOCK, [id])).rows[0]
      if (row === undefined) return
      // Queued by a transaction that had not seen the removal.
      if (row.removed_ms !== null) return void (await client.query(DROP, [id, nowMs]))
      gaveUp += (await client.query(GIVE_UP, [id, nowMs, nowMs - limits.giveUpMs])).rowCount ?? 0
      await client.query(FREE, [id])
    })
  for (;;) {
    const forgotten = await pool.query<{ count: number }>(FORGET, [nowMs - limits.keepMs])
    if (forgotten.rows[0]!.count < 5000) break
  }
  const counted = await pool.query<QueueFigures>(COUNT)
  return { ...counted.rows[0]!, gaveUp }
}
