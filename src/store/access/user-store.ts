import type pg from 'pg'
import type { NewUser, UserRecord, UserResult, UserStore } from '../../access/ports.ts'
import { uuidOf } from '../../core/ids.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'
import { USERS_LOCK } from '../locks.ts'
import { changeUser } from './change-user.ts'
import { insertLink, insertUser } from './insert-user.ts'
import { isTaken } from './is-taken.ts'
import { USER_COLUMNS, type UserRow, userOf } from './user-columns.ts'

/** Links that may still be used, of people who are not disabled. */
const LINK = `from haechi.user_links l join haechi.users u on u.id = l.user_id
  where l.hash = $1 and l.used_ms is null and l.expires_ms > $2 and u.disabled_ms is null`

/** The people who sign in. */
export function userStore(pool: pg.Pool, health: HealthWatch): UserStore {
  const query = (text: string, values: unknown[] = []) =>
    available(health, () => pool.query<UserRow>(text, values))
  const write = <T>(work: (client: pg.ClientBase) => Promise<T>) =>
    available(health, () => inTransaction(pool, work))
  return {
    async all() {
      const { rows } = await query(`select ${USER_COLUMNS} from haechi.users u order by u.created_ms, u.id`)
      return rows.map(userOf)
    },
    async get(id) {
      const { rows } = await query(`select ${USER_COLUMNS} from haechi.users u where u.id = $1`, [uuidOf(id)])
      return rows[0] && userOf(rows[0])
    },
    addFirst: (user, link) =>
      write(async (client) => {
        await client.query('select pg_advisory_xact_lock($1)', [USERS_LOCK])
        const { rowCount } = await client.query('select 1 from haechi.users limit 1')
        if (rowCount !== 0) return false
        await insertUser(client, user)
        await insertLink(client, link)
        return true
      }),
    add: (user, link) =>
      write(async (client) => {
        await insertUser(client, user)
        if (link !== undefined) await insertLink(client, link)
        return { ok: true as const, user: fresh(user) }
      }).catch(taken),
    change: (id, change) => write((client) => changeUser(client, id, change)).catch(taken),
    addLink: (link, dropTotp) =>
      write(async (client) => {
        const user = uuidOf(link.user)
        const { rowCount } = await client.query('select 1 from haechi.users where id = $1 for update', [user])
        if (rowCount !== 1) return false
        await insertLink(client, link)
        if (dropTotp) {
          await client.query(
            'update haechi.users set totp_secret = null, totp_since_ms = null where id = $1',
            [user],
          )
          await client.query('delete from haechi.recovery_codes where user_id = $1', [user])
        }
        return true
      }),
    useLink: (hash, nowMs, { password, email }) =>
      write(async (client): Promise<UserResult | undefined> => {
        const { rows } = await client.query<UserRow>(`select ${USER_COLUMNS} ${LINK} for update`, [
          hash,
          nowMs,
        ])
        if (rows[0] === undefined) return undefined
        const { id } = rows[0]
        const used = await client.query<UserRow>(
          `update haechi.users u set password = $2, email = coalesce(u.email, $3) where u.id = $1 returning ${USER_COLUMNS}`,
          [id, password, email ?? null],
        )
        await client.query('update haechi.user_links set used_ms = $2 where hash = $1', [hash, nowMs])
        await client.query('delete from haechi.user_sessions where user_id = $1', [id])
        return { ok: true, user: userOf(used.rows[0]!) }
      }).catch(taken),
    async ofLink(hash, nowMs) {
      const { rows } = await query(`select ${USER_COLUMNS} ${LINK}`, [hash, nowMs])
      return rows[0] && userOf(rows[0])
    },
  }
}

function fresh(user: NewUser): UserRecord {
  return { ...user, hasPassword: false, hasTotp: false, hasSso: false, disabledMs: null }
}

function taken(fault: unknown): UserResult {
  if (isTaken(fault)) return { ok: false, why: 'email-taken' }
  throw fault
}
