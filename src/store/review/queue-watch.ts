import type pg from 'pg'
import type { QueueFigures, QueueWatch } from '../../review/reports/ports.ts'
import { available } from '../available.ts'
import type { queueMessages } from '../delivery/queue-messages.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'

/** Marked in one transaction; the others wait for the next look. */
const MOST = 10_000

const BREACH = `with due as (
  select id from haechi.jobs where state = 'open' and breached_ms is null and due_ms <= $1
  order by due_ms limit ${MOST} for update skip locked
), marked as (
  update haechi.jobs j set breached_ms = $1 from due where j.id = due.id returning j.queue
)
select queue, count(*)::int as jobs from marked group by queue order by queue`

const FIGURES = `select queue, count(*)::int as waiting, min(created_ms) as oldest_ms, count(breached_ms)::int as late
  from haechi.jobs where state = 'open' group by queue order by queue`

// The weight of a job is in its rank: see review/priority.ts.
const RERANK = `update haechi.jobs j set rank = (j.rank + j.created_ms) * (s.doubles / j.doubles_ms::float8) - j.created_ms,
    doubles_ms = s.doubles
  from unnest($1::text[], $2::int8[]) as s (queue, doubles)
  where j.queue = s.queue and j.state in ('open', 'settling') and j.doubles_ms <> s.doubles`

/** Service levels on Postgres; breaches are told with `queue.breached`. Rejects with `Unavailable`. */
export function queueWatch(pool: pg.Pool, health: HealthWatch, tell: typeof queueMessages): QueueWatch {
  return {
    breach: (nowMs) =>
      available(health, () =>
        inTransaction(pool, async (client) => {
          const { rows } = await client.query<{ queue: string; jobs: number }>(BREACH, [nowMs])
          if (rows.length > 0)
            await tell(
              client,
              rows.map(({ queue, jobs }) => ({
                ...{ type: 'queue.breached', target: `queue:${queue}` },
                key: `queue.breached:${queue}:${nowMs}`,
                data: { queue, jobs, at: new Date(nowMs).toISOString() },
                notBeforeMs: nowMs,
              })),
              nowMs,
            )
          return rows
        }),
      ),
    async figures() {
      const { rows } = await available(health, () =>
        pool.query<{ queue: string; waiting: number; oldest_ms: string; late: number }>(FIGURES),
      )
      return rows.map(
        ({ queue, waiting, oldest_ms, late }): QueueFigures => ({
          ...{ queue, waiting, oldestMs: Number(oldest_ms), late },
        }),
      )
    },
    async rerank(doubles) {
      const { rowCount } = await available(health, () =>
        pool.query(RERANK, [[...doubles.keys()], [...doubles.values()]]),
      )
      return rowCount ?? 0
    },
  }
}
