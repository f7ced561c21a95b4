import type pg from 'pg'
import type { NewLink, NewUser } from '../../access/ports.ts'
import { uuidOf } from '../../core/ids.ts'

/** Adds a user; rejects with the database's own fault when the e-mail address is taken. */
export async function insertUser(client: pg.ClientBase, user: NewUser): Promise<void> {
  await client.query(
    `insert into haechi.users (id, name, email, role, worlds, languages, families, clearance, created_ms, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      uuidOf(user.id),
      user.name,
      user.email,
      user.role,
      user.worlds,
      user.skills.languages,
      user.skills.families,
      Number(user.skills.clearance.slice(1)),
      user.createdMs,
      user.createdBy === null ? null : uuidOf(user.createdBy),
    ],
  )
}

/** Adds a one-time link; earlier ones of the user that were not used end. */
export async function insertLink(client: pg.ClientBase, link: NewLink): Promise<void> {
  const user = uuidOf(link.user)
  await client.query('delete from haechi.user_links where user_id = $1 and used_ms is null', [user])
  await client.query(
    'insert into haechi.user_links (hash, user_id, purpose, created_ms, expires_ms) values ($1, $2, $3, $4, $5)',
    [link.hash, user, link.purpose, link.createdMs, link.expiresMs],
  )
}
