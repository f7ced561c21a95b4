import type pg from 'pg'
import type { CredentialStore, Credentials } from '../../access/ports.ts'
import { uuidOf } from '../../core/ids.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'
import { isTaken } from './is-taken.ts'
import { USER_COLUMNS, type UserRow, userOf } from './user-columns.ts'

interface CredentialRow extends UserRow {
  password: string | null
  totp_secret: string | null
}

const CREDENTIALS = `select ${USER_COLUMNS}, u.password, u.totp_secret from haechi.users u`

/** Passwords and second factors. */
export function credentialStore(pool: pg.Pool, health: HealthWatch): CredentialStore {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) =>
    available(health, () => pool.query<Row>(text, values))
  const one = async (where: string, values: unknown[]): Promise<Credentials | undefined> => {
    const { rows } = await query<CredentialRow>(`${CREDENTIALS} ${where}`, values)
    return rows[0] && credentialsOf(rows[0])
  }
  return {
    byLogin: (login) =>
      one('where u.email = $1 or (u.email is null and u.name = $1) order by u.created_ms limit 1', [login]),
    of: (id) => one('where u.id = $1', [uuidOf(id)]),
    async setPassword(id, password) {
      await query('update haechi.users set password = $2 where id = $1', [uuidOf(id), password])
    },
    async enrol(id, secret) {
      await query('update haechi.users set totp_secret = $2 where id = $1 and totp_since_ms is null', [
        uuidOf(id),
        secret,
      ])
    },
    confirm: (id, nowMs, step, codes) =>
      available(health, () =>
        inTransaction(pool, async (client) => {
          const user = uuidOf(id)
          await client.query('update haechi.users set totp_since_ms = $2, totp_step = $3 where id = $1', [
            user,
            nowMs,
            step,
          ])
          await client.query('delete from haechi.recovery_codes where user_id = $1', [user])
          await client.query(
            'insert into haechi.recovery_codes (user_id, hash) select $1, unnest($2::text[])',
            [user, codes],
          )
        }),
      ),
    async useStep(id, step) {
      const { rowCount } = await query(
        'update haechi.users set totp_step = $2 where id = $1 and totp_step < $2',
        [uuidOf(id), step],
      )
      return rowCount === 1
    },
    async useCode(id, hash, nowMs) {
      const { rowCount } = await query(
        'update haechi.recovery_codes set used_ms = $3 where user_id = $1 and hash = $2 and used_ms is null',
        [uuidOf(id), hash, nowMs],
      )
      return rowCount === 1
    },
    dropTotp: (id) =>
      available(health, () =>
        inTransaction(pool, async (client) => {
          await client.query(
            'update haechi.users set totp_secret = null, totp_since_ms = null where id = $1',
            [uuidOf(id)],
          )
          await client.query('delete from haechi.recovery_codes where user_id = $1', [uuidOf(id)])
        }),
      ),
    bySubject: async (issuer, subject) =>
      (await one('where u.issuer = $1 and u.subject = $2', [issuer, subject]))?.user,
    byEmail: async (email) => (await one('where u.email = $1', [email]))?.user,
    async tie(id, issuer, subject) {
      try {
        const { rowCount } = await query(
          `update haechi.users set issuer = $2, subject = $3
           where id = $1 and (subject is null or (issuer = $2 and subject = $3))`,
          [uuidOf(id), issuer, subject],
        )
        return rowCount === 1
      } catch (fault) {
        if (isTaken(fault)) return false
        throw fault
      }
    },
  }
}

function credentialsOf(row: CredentialRow): Credentials {
  const user = userOf(row)
  return {
    user,
    password: row.password,
    totpSecret: user.hasTotp ? row.totp_secret : null,
    pendingSecret: user.hasTotp ? null : row.totp_secret,
  }
}
