import type { HistorySource } from '../history/ports.ts'
import { type Connection, connectionPool } from './connect.ts'
import { historySource } from './history-source.ts'
import { openNames } from './names.ts'

/** Opens what the history is exported from, on connections of its own, as a thread of its own needs. */
export async function openHistorySource(
  connection: Connection,
): Promise<HistorySource & { close(): Promise<void> }> {
  // A lost connection shows in the next query, and is replaced.
  const pool = connectionPool(connection, { max: 1, lost: () => undefined })
  const names = await openNames(pool)
  return { ...historySource(pool, names), close: () => pool.end() }
}
