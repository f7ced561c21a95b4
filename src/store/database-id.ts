import type pg from 'pg'

/** The database's own name, 36 characters: another one after it was made anew. */
export async function databaseIdOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select id from haechi.database limit 1')
  return rows[0]!.id
}
