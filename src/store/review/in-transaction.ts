import type pg from 'pg'
import { sqlState } from '../sql-state.ts'

/** Runs statements as one transaction: all of it is there afterwards, or none. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
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
    // A connection that was lost has nothing to roll back.
    if (sqlState(fault) !== undefined || !(fault instanceof Error && 'code' in fault))
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
