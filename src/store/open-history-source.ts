import type { HistorySource } from '../history/ports.ts'
import { type Connection, connectionPool } from './connect.ts'
import { historySource } from './history-source.ts'
import { openNames } from './names.ts'

/** The packs that ever judged. */
export interface RecordedPacks {
  /** The files of a ruleset's pack by their path; undefined when it was not kept. */
  packOf(ruleset: string): Promise<Readonly<Record<string, string>> | undefined>
}

export interface OpenSource extends HistorySource, RecordedPacks {
  close(): Promise<void>
}

/** Opens what the history is exported from, on a connection of its own, as a thread of its own needs. */
export async function openHistorySource(connection: Connection): Promise<OpenSource> {
  // A lost connection shows in the next query, and is replaced.
  const pool = connectionPool(connection, { max: 1, lost: () => undefined })
  const names = await openNames(pool)
  return {
    ...historySource(pool, names),
    async packOf(ruleset) {
      const { rows } = await pool.query<{ files: Record<string, string> }>(
        'select files from haechi.rulesets where id = $1',
        [ruleset],
      )
      return rows[0]?.files
    },
    close: () => pool.end(),
  }
}
