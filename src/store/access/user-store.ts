import type pg from 'pg'
import type { UserStore } from '../../access/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { USERS_LOCK } from '../locks.ts'
import { inTransaction } from './in-transaction.ts'
import { insertLink, insertUser } from './insert-user.ts'
import { USER_COLUMNS, type UserRow, userOf } from './user-columns.ts'

/** The people who sign in. */
export function userStore(pool: pg.Pool, health: HealthWatch): UserStore {
  return {
    async all() {
      const { rows } = await available(health, () =>
        pool.query<UserRow>(`select ${USER_COLUMNS} from haechi.users u order by u.created_ms, u.id`),
      )
      return rows.map(userOf)
    },
    addFirst: (user, link) =>
      available(health, () =>
        inTransaction(pool, async (client) => {
          await client.query('select pg_advisory_xact_lock($1)', [USERS_LOCK])
          const { rowCount } = await client.query('select 1 from haechi.users limit 1')
          if (rowCount !== 0) return false
          await insertUser(client, user)
          await insertLink(client, link)
          return true
        }),
      ),
  }
}
