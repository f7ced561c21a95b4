import type pg from 'pg'
import type { Event } from '../core/event.ts'
import { CursorLost, type HistoryCursor, type HistoryPage, type PastDecision } from '../history/ports.ts'
import { decodeDecision, SKELETON, type SkeletonRow } from './decode-decision.ts'
import type { Trace } from './encode-entry.ts'
import type { Names } from './names.ts'

// Rows from before the column xid, in the order of their ids.
const OLD = `select ${SKELETON} from haechi.decisions where xid is null and id > $1::uuid order by id limit $2`

// All transactions below the horizon are over, so nothing can appear below it any more. The window keeps the rows to
// be sorted few when reading is far behind. (A bare "order by xid" would mean the text that is selected.)
const NEW = `select ${SKELETON}, d.xid::text as xid from haechi.decisions d
  where d.xid >= $1::int8 and (d.xid > $1::int8 or d.id > $2::uuid) and d.xid <= $3::int8
  order by d.xid, d.id limit $4`
const HORIZON = 'select pg_snapshot_xmin(pg_current_snapshot())::text as horizon'

// The range lets partitions be left out of the plan.
const CONTENTS = `select id, event from haechi.contents
  where id >= $1::uuid and id <= $2::uuid and id = any($3::uuid[])`

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** How many transactions a page looks at: as many as gave about a page of rows lately. */
export interface Window {
  xids: number
}

/**
 * Reads the decisions behind a cursor, with their events, in the order of the transactions that wrote them.
 * Throws `CursorLost` when the database is not as far as the cursor.
 */
export async function readHistory(
  pool: pg.Pool,
  names: Names,
  cursor: HistoryCursor,
  limit: number,
  window: Window = { xids: 10_000 },
): Promise<HistoryPage> {
  const at = cursor ?? { id: FIRST_ID }
  if (at.xid === undefined) {
    const { rows } = await pool.query<SkeletonRow>(OLD, [at.id, limit])
    const decisions = await withEvents(pool, names, rows)
    const last = rows.at(-1)
    if (last === undefined) return { decisions, cursor: { xid: '0', id: LAST_ID }, more: true }
    return { decisions, cursor: { id: last.id }, more: true }
  }
  // The horizon is taken before the rows are read: what is below it by then is seen by the statement after.
  const { rows: bound } = await pool.query<{ horizon: string }>(HORIZON)
  const end = Number(bound[0]!.horizon) - 1
  const from = Number(at.xid)
  const to = Math.min(end, from + window.xids)
  if (end < from)
    throw new CursorLost(
      'The database is behind what was read from it before: it was put back to an earlier state.',
    )
  const { rows } = await pool.query<SkeletonRow & { xid: string }>(NEW, [at.xid, at.id, to, limit])
  const decisions = await withEvents(pool, names, rows)
  const last = rows.at(-1)
  if (last !== undefined && rows.length === limit) {
    window.xids = Math.max(100, Math.floor(window.xids / 2))
    return { decisions, cursor: { xid: last.xid, id: last.id }, more: true }
  }
  if (rows.length < limit / 2) window.xids = Math.min(window.xids * 4, 1e12)
  return { decisions, cursor: { xid: String(to), id: LAST_ID }, more: to < end }
}

async function withEvents(
  pool: pg.Pool,
  names: Names,
  rows: readonly SkeletonRow[],
): Promise<PastDecision[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const least = ids.reduce((one, id) => (id < one ? id : one))
  const most = ids.reduce((one, id) => (id > one ? id : one))
  const contents = await pool.query<{ id: string; event: string }>(CONTENTS, [least, most, ids])
  const events = new Map(contents.rows.map(({ id, event }) => [id, event]))
  const words = await names.read(rows.flatMap(({ type, world, ruleset }) => [type, world, ruleset]))
  return rows.map((row) => {
    const event = events.get(row.id)
    return {
      decision: decodeDecision(row, NO_TRACE, words),
      event: event === undefined ? undefined : (JSON.parse(event) as Event),
    }
  })
}

/** What rules saw and masked texts are content that the history does not hold. */
const NO_TRACE: Trace = {}
