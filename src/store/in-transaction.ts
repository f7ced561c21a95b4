import type pg from 'pg'

/** Runs work in one transaction on a connection of its own: all of it happens, or none. `begin` may set more than that. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.ClientBase) => Promise<T>,
  begin = 'begin',
): Promise<T> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query(begin)
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
