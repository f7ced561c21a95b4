import type pg from 'pg'
import type { HistorySource } from '../history/ports.ts'
import { databaseIdOf } from './database-id.ts'
import { historyErasures } from './erasure/history-erasures.ts'
import { HISTORY_LOCK } from './locks.ts'
import type { Names } from './names.ts'
import { FIRST_WINDOW, readHistory, type Window } from './read-history.ts'
import { readLabelHistory } from './read-label-history.ts'

/** What the history is exported from, in Postgres. Rejects as `pg` does. */
export function historySource(pool: pg.Pool, names: Names): HistorySource {
  const window: Window = { xids: FIRST_WINDOW }
  return {
    async identity() {
      const system = await systemOf(pool)
      await forgetForeignXids(pool, system)
      return `${await databaseIdOf(pool)} ${system}`
    },
    read: (cursor, limit) => readHistory(pool, names, cursor, limit, window),
    readLabels: (cursor, limit) => readLabelHistory(pool, cursor, limit),
    ...historyErasures(pool),
  }
}

/** Names the server's data and its timeline, within which transaction numbers rise; as far as we may ask for it. */
async function systemOf(pool: pg.Pool): Promise<string> {
  try {
    const { rows } = await pool.query<{ system: string }>(
      `select s.system_identifier || '-' || c.timeline_id as system from pg_control_system() s, pg_control_checkpoint() c`,
    )
    return rows[0]!.system
  } catch {
    return 'unknown'
  }
}

/**
 * After a restore from a dump, rows carry transaction numbers of another server, perhaps larger than any of this one:
 * they become rows of before. A row's own xmin tells which: it is the transaction that put the row into this server.
 */
async function forgetForeignXids(pool: pg.Pool, system: string): Promise<void> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [HISTORY_LOCK])
    const { rows } = await client.query<{ system: string }>('select system from haechi.xid_origin')
    if (rows[0]?.system !== system) {
      await client.query({
        text: `update haechi.decisions set xid = null
          where xid is not null and xid & 4294967295 <> (xmin::text)::int8`,
        query_timeout: FORGET_TIMEOUT_MS,
      } as pg.QueryConfig)
      await client.query('delete from haechi.xid_origin')
      // Not by the index on id, which would be followed through all rows that have a number.
      await client.query({
        text: `insert into haechi.xid_origin (system, old_until)
          select $1, max(id::text collate "C")::uuid from haechi.decisions where xid is null`,
        values: [system],
        query_timeout: FORGET_TIMEOUT_MS,
      } as pg.QueryConfig)
    }
    await client.query('commit')
    broken = false
  } finally {
    client.release(broken)
  }
}

const FORGET_TIMEOUT_MS = 3_600_000
