import type pg from 'pg'
import type { AccessSettings, AccessStore } from '../../access/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'

interface StateRow {
  hash: string
  nonce: string
  verifier: string
  return_to: string
  expires_ms: string
}

/** Settings of access, and single sign-ons under way. */
export function accessStore(pool: pg.Pool, health: HealthWatch): AccessStore {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    async settings() {
      const { rows } = await query<{ value: AccessSettings['requireTotp'] }>(
        `select value from haechi.access_settings where name = 'requireTotp'`,
      )
      return { requireTotp: rows[0]?.value ?? [] }
    },
    async setSettings({ requireTotp }) {
      await query(
        `insert into haechi.access_settings (name, value) values ('requireTotp', $1)
         on conflict (name) do update set value = excluded.value`,
        [JSON.stringify(requireTotp)],
      )
    },
    async addState(hash, { nonce, verifier, returnTo, expiresMs }) {
      await query(
        `insert into haechi.sso_states (hash, nonce, verifier, return_to, expires_ms) values ($1, $2, $3, $4, $5)`,
        [hash, nonce, verifier, returnTo, expiresMs],
      )
    },
    async takeState(hash, nowMs) {
      const { rows } = await query<StateRow>(
        'delete from haechi.sso_states where hash = $1 or expires_ms <= $2 returning *',
        [hash, nowMs],
      )
      const row = rows.find((row) => row.hash === hash)
      if (row === undefined || Number(row.expires_ms) <= nowMs) return undefined
      return {
        nonce: row.nonce,
        verifier: row.verifier,
        returnTo: row.return_to,
        expiresMs: Number(row.expires_ms),
      }
    },
  }
}
