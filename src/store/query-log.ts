import type pg from 'pg'
import type { QueryLog, QueryRecord } from '../api/past/ports.ts'
import type { EntityRef } from '../core/entity.ts'
import { type EntityRefId, idFrom, type QueryId, uuidOf } from '../core/ids.ts'
import { available } from './available.ts'
import type { HealthWatch } from './health-watch.ts'

interface Row {
  id: string
  name: string | null
  body: string
  worlds: string | null
  by: string
  owner: string
  made_ms: string
}

const COLUMNS = 'id, name, body, worlds, by, owner, made_ms'

/** Saved questions and links to entities, on Postgres. Rejects with `Unavailable`. */
export function queryLog(pool: pg.Pool, health: HealthWatch): QueryLog {
  const query = <R extends pg.QueryResultRow>(text: string, values: unknown[]) =>
    available(health, () => pool.query<R>(text, values))
  return {
    async save({ id, name, body, worlds, by, owner, madeMs }) {
      await query(
        `insert into haechi.queries (${COLUMNS}, used_ms) values ($1, $2, $3, $4, $5, $6, $7, $7)`,
        [uuidOf(id), name ?? null, body, worlds && JSON.stringify(worlds), by, owner, madeMs],
      )
    },
    async get(id, nowMs) {
      const { rows } = await query<Row>(
        `update haechi.queries set used_ms = $2 where id = $1 returning ${COLUMNS}`,
        [uuidOf(id), nowMs],
      )
      return rows[0] && recordOf(rows[0])
    },
    async list(limit) {
      const { rows } = await query<Row>(
        `select ${COLUMNS} from haechi.queries where name is not null order by id desc limit $1`,
        [limit],
      )
      return rows.map(recordOf)
    },
    async remove(id) {
      const { rowCount } = await query('delete from haechi.queries where id = $1', [uuidOf(id)])
      return rowCount === 1
    },
    async refOf(entity, fresh, nowMs) {
      const { rows } = await query<{ id: string }>(
        `insert into haechi.entity_refs (id, entity, used_ms) values ($1, $2, $3)
         on conflict (entity) do update set used_ms = excluded.used_ms returning id`,
        [uuidOf(fresh), entity, nowMs],
      )
      return idFrom<EntityRefId>('ent', rows[0]!.id)
    },
    async entityOf(ref, nowMs) {
      const { rows } = await query<{ entity: string }>(
        'update haechi.entity_refs set used_ms = $2 where id = $1 returning entity',
        [uuidOf(ref), nowMs],
      )
      return rows[0]?.entity as EntityRef | undefined
    },
  }
}

function recordOf(row: Row): QueryRecord {
  return {
    id: idFrom<QueryId>('qry', row.id),
    name: row.name ?? undefined,
    body: row.body,
    worlds: row.worlds === null ? null : (JSON.parse(row.worlds) as string[]),
    by: row.by,
    owner: row.owner,
    madeMs: Number(row.made_ms),
  }
}
