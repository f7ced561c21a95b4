import type pg from 'pg'
import type { SessionRecord, SessionStore } from '../../access/ports.ts'
import { uuidOf } from '../../core/ids.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { USER_COLUMNS, type UserRow, userOf } from './user-columns.ts'

interface SessionRow extends UserRow {
  session: string
  via: SessionRecord['via']
  session_ms: string
  seen_ms: string
  expires_ms: string
}

/** Who has signed in. */
export function sessionStore(pool: pg.Pool, health: HealthWatch): SessionStore {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    async add({ hash, id, user, via, createdMs, expiresMs }) {
      await query(
        `insert into haechi.user_sessions (hash, id, user_id, via, created_ms, seen_ms, expires_ms)
         values ($1, $2, $3, $4, $5, $5, $6)`,
        [hash, id, uuidOf(user), via, createdMs, expiresMs],
      )
    },
    async find(hash) {
      const { rows } = await query<SessionRow>(
        `select ${USER_COLUMNS}, s.id as session, s.via, s.created_ms as session_ms, s.seen_ms, s.expires_ms
         from haechi.user_sessions s join haechi.users u on u.id = s.user_id
         where s.hash = $1 and u.disabled_ms is null`,
        [hash],
      )
      const row = rows[0]
      return (
        row && {
          hash,
          id: row.session,
          via: row.via,
          createdMs: Number(row.session_ms),
          seenMs: Number(row.seen_ms),
          expiresMs: Number(row.expires_ms),
          user: userOf(row),
        }
      )
    },
    async touch(hash, nowMs) {
      await query('update haechi.user_sessions set seen_ms = greatest(seen_ms, $2) where hash = $1', [
        hash,
        nowMs,
      ])
    },
    async renew(hash, newHash) {
      await query('update haechi.user_sessions set hash = $2 where hash = $1', [hash, newHash])
    },
    async end(hash) {
      await query('delete from haechi.user_sessions where hash = $1', [hash])
    },
    async endAll(user, butHash) {
      const { rowCount } = await query(
        'delete from haechi.user_sessions where user_id = $1 and hash is distinct from $2',
        [uuidOf(user), butHash ?? null],
      )
      return rowCount ?? 0
    },
    async of(user) {
      const { rows } = await query<Omit<SessionRow, 'session'>>(
        `select via, created_ms as session_ms, seen_ms, expires_ms from haechi.user_sessions
         where user_id = $1 order by created_ms desc limit 100`,
        [uuidOf(user)],
      )
      return rows.map((row) => ({
        via: row.via,
        createdMs: Number(row.session_ms),
        seenMs: Number(row.seen_ms),
        expiresMs: Number(row.expires_ms),
      }))
    },
    async sweep(nowMs) {
      await query('delete from haechi.user_sessions where expires_ms <= $1', [nowMs])
    },
  }
}
