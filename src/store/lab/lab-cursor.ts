import type pg from 'pg'
import type { LabCursor } from '../../lab/probation/ports.ts'
import { inTransaction } from '../in-transaction.ts'

interface CursorRow {
  readonly xid: string
  readonly id: string
  readonly system: string
  readonly active: boolean
  readonly holder: string | null
  readonly until_ms: string
}

const READ =
  'select xid::text, id, system, active, holder, until_ms from haechi.lab_cursor for update skip locked'
const NOW = `select (pg_snapshot_xmin(pg_current_snapshot())::text::int8 - 1)::text as xid,
  case when has_function_privilege('pg_control_system()', 'execute')
    then (select system_identifier::text from pg_control_system()) else 'unknown' end as system`
const WRITE = `update haechi.lab_cursor
  set xid = $1, id = $2, system = $3, active = true, holder = $4, until_ms = $5`

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** See `ProbationStore.lease`. */
export function leaseCursor(
  pool: pg.Pool,
  holder: string,
  nowMs: number,
  untilMs: number,
): Promise<LabCursor | undefined> {
  return inTransaction(pool, async (client) => {
    const row = (await client.query<CursorRow>(READ)).rows[0]
    if (row === undefined) return undefined
    // A lease that ends far ahead was given by a clock that has been set back since.
    const isHeld = Number(row.until_ms) > nowMs && Number(row.until_ms) <= nowMs + 2 * (untilMs - nowMs)
    if (isHeld && row.holder !== holder) return undefined
    const now = (await client.query<{ xid: string; system: string }>(NOW)).rows[0]!
    // What nobody followed, and what another server's numbers stand for, is past.
    const goesOn = row.active && row.system === now.system
    const at = goesOn ? { xid: row.xid, id: row.id } : { xid: now.xid, id: LAST_ID }
    await client.query(WRITE, [at.xid, at.id, now.system, holder, Math.trunc(untilMs)])
    return at
  })
}

/** See `ProbationStore.rest`. */
export async function restCursor(pool: pg.Pool, holder: string): Promise<void> {
  await pool.query(
    'update haechi.lab_cursor set active = false, holder = null, until_ms = 0 where holder = $1',
    [holder],
  )
}

/** See `ProbationStore.release`. */
export async function releaseCursor(pool: pg.Pool, holder: string): Promise<void> {
  await pool.query('update haechi.lab_cursor set holder = null, until_ms = 0 where holder = $1', [holder])
}
