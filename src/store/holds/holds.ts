import type pg from 'pg'
import type { HoldRecord, Holds } from '../../access/ports.ts'
import type { EntityRef } from '../../core/entity.ts'
import { idFrom, uuidOf } from '../../core/ids.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'

interface Row {
  id: string
  entity: string
  reason: string | null
  until_ms: string | null
  set_ms: string
  set_by: string
  lifted_ms: string | null
  lifted_by: string | null
}

/** Legal holds on Postgres. Rejects with `Unavailable`. */
export function holds(pool: pg.Pool, health: HealthWatch): Holds {
  const query = (text: string, values: unknown[]) => available(health, () => pool.query<Row>(text, values))
  return {
    async set({ id, entity, reason, untilMs, setMs, setBy }) {
      await query(
        `insert into haechi.holds (id, entity, reason, until_ms, set_ms, set_by) values ($1, $2, $3, $4, $5, $6)`,
        [uuidOf(id), entity, reason, untilMs ?? null, setMs, setBy],
      )
    },
    async list(limit) {
      return (await query('select * from haechi.holds order by id desc limit $1', [limit])).rows.map(recordOf)
    },
    async lift(id, nowMs, by) {
      const { rows } = await query(
        'update haechi.holds set lifted_ms = $2, lifted_by = $3 where id = $1 and lifted_ms is null returning *',
        [uuidOf(id), nowMs, by],
      )
      return rows[0] && recordOf(rows[0])
    },
  }
}

function recordOf(row: Row): HoldRecord {
  const time = (ms: string | null) => (ms === null ? undefined : Number(ms))
  return {
    id: idFrom('hld', row.id),
    entity: row.entity as EntityRef,
    reason: row.reason ?? '',
    untilMs: time(row.until_ms),
    setMs: Number(row.set_ms),
    setBy: row.set_by,
    liftedMs: time(row.lifted_ms),
    liftedBy: row.lifted_by ?? undefined,
  }
}
