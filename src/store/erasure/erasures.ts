import type pg from 'pg'
import type { Erasures } from '../../access/ports.ts'
import type { EntityRef } from '../../core/entity.ts'
import { uuidOf } from '../../core/ids.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { type ErasureRow, recordOf } from './erasure-row.ts'
import { workErasures } from './work-erasures.ts'

const CREATE = `insert into haechi.erasures (id, entity, tombstone, reason, by, dry, state, asked_ms)
  values ($1, $2, $3, $4, $5, $6, 'running', $7)
  on conflict (entity) where state <> 'done' and not dry do nothing returning *`

/** Erasures on Postgres. Rejects with `Unavailable`. */
export function erasures(pool: pg.Pool, health: HealthWatch): Erasures {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    async create({ id, entity, tombstone, reason, by, dry, askedMs }) {
      const made = await query<ErasureRow>(CREATE, [uuidOf(id), entity, tombstone, reason, by, dry, askedMs])
      if (made.rows[0] !== undefined) return recordOf(made.rows[0])
      const { rows } = await query<ErasureRow>(
        `select * from haechi.erasures where entity = $1 and state <> 'done' and not dry`,
        [entity],
      )
      // Between the two it may have come to its end: then this one is made after all.
      return rows[0] === undefined
        ? this.create({ id, entity, tombstone, reason, by, dry, askedMs })
        : recordOf(rows[0])
    },
    async get(id) {
      const { rows } = await query<ErasureRow>('select * from haechi.erasures where id = $1', [uuidOf(id)])
      return rows[0] && recordOf(rows[0])
    },
    async list(limit) {
      const { rows } = await query<ErasureRow>('select * from haechi.erasures order by id desc limit $1', [
        limit,
      ])
      return rows.map(recordOf)
    },
    work: (nowMs) => available(health, () => workErasures(pool, nowMs)),
    async underWay(nowMs) {
      const { rows } = await query<{ entity: string }>(
        `select e.entity from haechi.erasures e where e.state = 'running' and not e.dry and not exists (
           select 1 from haechi.holds h
           where h.entity = e.entity and h.lifted_ms is null and (h.until_ms is null or h.until_ms > $1))`,
        [nowMs],
      )
      return rows.map(({ entity }) => entity as EntityRef)
    },
  }
}
