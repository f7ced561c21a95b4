import type pg from 'pg'

/** Runs work in one transaction: all of it is kept, or none. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin')
    try {
      const result = await work(client)
      await client.query('commit')
      broken = false
      return result
    } catch (fault) {
      await client.query('rollback').then(
        () => {
          broken = false
        },
        () => undefined,
      )
      throw fault
    }
  } finally {
    client.release(broken)
  }
}
