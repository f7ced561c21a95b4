import type pg from 'pg'
import type { KeyRecord, KeyStore } from '../api/ports.ts'
import { idFrom, type UserId, uuidOf } from '../core/ids.ts'
import { available } from './available.ts'
import type { HealthWatch } from './health-watch.ts'

interface KeyRow {
  id: string
  name: string
  hash: string
  scopes: KeyRecord['scopes']
  worlds: string[] | null
  rate_per_second: number | null
  created_at: string
  revoked_at: string | null
  user_id: string | null
}

/** API keys: hashes and what they allow. Rejects with `Unavailable`. */
export function keyStore(pool: pg.Pool, health: HealthWatch): KeyStore {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    async all() {
      const { rows } = await query<KeyRow>('select * from haechi.api_keys order by created_at, id')
      return rows.map(
        (row): KeyRecord => ({
          id: row.id,
          name: row.name,
          hash: row.hash,
          scopes: row.scopes,
          worlds: row.worlds,
          ratePerSecond: row.rate_per_second,
          createdAt: row.created_at,
          revokedAt: row.revoked_at,
          user: row.user_id === null ? null : idFrom<UserId>('usr', row.user_id),
        }),
      )
    },
    async add(record) {
      await query(
        `insert into haechi.api_keys (id, name, hash, scopes, worlds, rate_per_second, created_at, revoked_at, user_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          record.id,
          record.name,
          record.hash,
          record.scopes,
          record.worlds,
          record.ratePerSecond,
          record.createdAt,
          record.revokedAt,
          record.user === null ? null : uuidOf(record.user),
        ],
      )
    },
    async revoke(id, at) {
      const { rowCount } = await query(
        'update haechi.api_keys set revoked_at = $2 where id = $1 and revoked_at is null',
        [id, at],
      )
      return rowCount === 1
    },
    async give(id, user) {
      await query('update haechi.api_keys set user_id = $2 where id = $1 and user_id is null', [
        id,
        uuidOf(user),
      ])
    },
  }
}
