import type pg from 'pg'

/** Does the work in a transaction of its own: all of it, or none. A connection that broke is not used again. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin')
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
  } finally {
    client.release(broken)
  }
}
