import type pg from 'pg'
import type { UserChange, UserResult } from '../../access/ports.ts'
import { type UserId, uuidOf } from '../../core/ids.ts'
import { USERS_LOCK } from '../locks.ts'
import { USER_COLUMNS, type UserRow, userOf } from './user-columns.ts'

/** Changes somebody in a transaction of the caller's; who they may no longer be, they are not in any session. */
export async function changeUser(client: pg.ClientBase, id: UserId, change: UserChange): Promise<UserResult> {
  const uuid = uuidOf(id)
  // One at a time, so that of the last two admins each cannot take the other away.
  await client.query('select pg_advisory_xact_lock($1)', [USERS_LOCK])
  const before = await client.query<UserRow>(
    `select ${USER_COLUMNS} from haechi.users u where u.id = $1 for update`,
    [uuid],
  )
  if (before.rows[0] === undefined) return { ok: false, why: 'unknown' }
  const was = userOf(before.rows[0])
  const next = { ...was, ...change }
  const reigns = (user: Pick<typeof was, 'role' | 'worlds' | 'disabledMs'>) =>
    user.role === 'admin' && user.worlds === null && user.disabledMs === null
  if (reigns(was) && !reigns(next)) {
    const { rowCount } = await client.query(
      `select 1 from haechi.users where id <> $1 and role = 'admin' and worlds is null and disabled_ms is null limit 1`,
      [uuid],
    )
    if (rowCount === 0) return { ok: false, why: 'last-admin' }
  }
  const { rows } = await client.query<UserRow>(
    `update haechi.users u set name = $2, email = $3, role = $4, worlds = $5, languages = $6, families = $7,
       clearance = $8, disabled_ms = $9
     where u.id = $1 returning ${USER_COLUMNS}`,
    [
      uuid,
      next.name,
      next.email,
      next.role,
      next.worlds,
      next.skills.languages,
      next.skills.families,
      Number(next.skills.clearance.slice(1)),
      next.disabledMs,
    ],
  )
  const privileges = ['role', 'worlds', 'skills', 'disabledMs'] as const
  if (privileges.some((what) => what in change))
    await client.query('delete from haechi.user_sessions where user_id = $1', [uuid])
  if (next.disabledMs !== null)
    await client.query('delete from haechi.user_links where user_id = $1 and used_ms is null', [uuid])
  return { ok: true, user: userOf(rows[0]!) }
}
