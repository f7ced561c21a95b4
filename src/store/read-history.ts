import type pg from 'pg'
import type { Event } from '../core/event.ts'
import { CursorLost, type HistoryCursor, type HistoryPage, type PastDecision } from '../history/ports.ts'
import { decodeDecision, SKELETON, type SkeletonRow } from './decode-decision.ts'
import type { Trace } from './encode-entry.ts'
import type { Names } from './names.ts'

// A text for each column rather than a row for each decision: a third of the time on this side. No text that is kept
// has a line break (see append-batch.ts), and none is empty: that stands for null.
const COLUMNS = [
  `encode(uuid_send(id), 'hex')`,
  ...['xid', 'type', 'world', 'ruleset', 'verdict', 'time_ms', 'received_ms', 'latency_ms'],
  ...['session', 'actor', 'target', 'event_id', 'record'],
]
const LINES = COLUMNS.map((column) => `string_agg(coalesce(${column}::text, ''), E'\\n')`).join(', ')

// Rows from before the column xid, in the order of their ids.
const OLD = `select ${LINES} from (
  select ${SKELETON}, xid from haechi.decisions
  where xid is null and id > $1::uuid and id <= (select old_until from haechi.xid_origin)
  order by id limit $2) as page`

// All transactions below the horizon are over, so nothing can appear below it any more. The window keeps the rows to
// be sorted few when reading is far behind, however they are found.
const NEW = `select ${LINES} from (
  select ${SKELETON}, xid from haechi.decisions
  where xid >= $1::int8 and (xid > $1::int8 or id > $2::uuid) and xid <= $3::int8
  order by xid, id limit $4) as page`
const HORIZON = 'select pg_snapshot_xmin(pg_current_snapshot())::text as horizon'

// The contents of a page lie side by side, unless some of its rows are much older than the others: then the first
// statement ends where it would have read too many in vain, and the second asks for each.
const LINES_OF_EVENTS = `string_agg(encode(uuid_send(id), 'hex'), E'\\n'), string_agg(event, E'\\n')`
const NEAR = `select ${LINES_OF_EVENTS} from (
  select id, event from haechi.contents where id >= $1::uuid and id <= $2::uuid order by id limit $3) as near`
const EACH = `select ${LINES_OF_EVENTS} from haechi.contents
  where id >= $1::uuid and id <= $2::uuid and id = any($3::uuid[])`

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
/** Grows while it finds little. */
export const FIRST_WINDOW = 200

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
  window: Window = { xids: FIRST_WINDOW },
): Promise<HistoryPage> {
  const at = cursor ?? { id: FIRST_ID }
  if (at.xid === undefined) {
    const { decisions, last } = await readPage(pool, names, OLD, [at.id, limit])
    if (last === undefined) return { decisions, cursor: { xid: '0', id: LAST_ID }, more: true }
    return { decisions, cursor: { id: last.id }, more: true }
  }
  // The horizon is taken before the rows are read: what is below it by then is seen by the statement after.
  const { rows: bound } = await pool.query<{ horizon: string }>(HORIZON)
  const end = Number(bound[0]!.horizon) - 1
  const from = Number(at.xid)
  if (end < from)
    throw new CursorLost(
      'The database is behind what was read from it before: it was put back to an earlier state.',
    )
  const to = Math.min(end, from + window.xids)
  const { decisions, last } = await readPage(pool, names, NEW, [at.xid, at.id, to, limit])
  if (last !== undefined && decisions.length === limit) {
    window.xids = Math.ceil(1.25 * (Number(last.xid) - from + 1))
    return { decisions, cursor: { xid: last.xid, id: last.id }, more: true }
  }
  if (decisions.length < limit / 2) window.xids = Math.min(window.xids * 2, 1e12)
  return { decisions, cursor: { xid: String(to), id: LAST_ID }, more: to < end }
}

interface Page {
  readonly decisions: readonly PastDecision[]
  /** Where the last of them stands. */
  readonly last: { readonly xid: string; readonly id: string } | undefined
}

type Texts = readonly (string | null)[]

async function readPage(pool: pg.Pool, names: Names, text: string, values: unknown[]): Promise<Page> {
  const { rows } = await pool.query<Texts>({ text, values, rowMode: 'array' } as pg.QueryArrayConfig)
  const [ids, xids, ...others] = rows[0]!.map(linesOf)
  if (ids!.length === 0) return { decisions: [], last: undefined }
  const [
    type,
    world,
    ruleset,
    verdict,
    timeMs,
    receivedMs,
    latencyMs,
    session,
    actor,
    target,
    eventId,
    record,
  ] = others as string[][]
  const numbers = new Set([...type!, ...world!, ...ruleset!].map(Number))
  const words = await names.read(numbers)
  const events = await eventsOf(pool, ids!)
  const decisions = ids!.map((id, i) => {
    const row: SkeletonRow = {
      id,
      type: Number(type![i]),
      world: Number(world![i]),
      ruleset: Number(ruleset![i]),
      verdict: Number(verdict![i]),
      time_ms: timeMs![i]!,
      received_ms: receivedMs![i]!,
      latency_ms: Number(latencyMs![i]),
      session: session![i] || null,
      actor: actor![i] || null,
      target: target![i] || null,
      event_id: eventId![i] || null,
      record: record![i] || null,
    }
    const event = events.get(id)
    return {
      decision: decodeDecision(row, NO_TRACE, words),
      event: event === undefined ? undefined : (JSON.parse(event) as Event),
    }
  })
  return { decisions, last: { xid: xids!.at(-1)!, id: ids!.at(-1)! } }
}

/** The events as sent, as JSON, by the hexadecimal digits of their ids. */
async function eventsOf(pool: pg.Pool, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const least = ids.reduce((one, id) => (id < one ? id : one))
  const most = ids.reduce((one, id) => (id > one ? id : one))
  const query = (text: string, last: number | string) =>
    pool.query<Texts>({ text, values: [least, most, last], rowMode: 'array' } as pg.QueryArrayConfig)
  const many = 2 * ids.length
  const near = await query(NEAR, many)
  const found = linesOf(near.rows[0]![0]!)
  if (found.length < many) return pairs(found, linesOf(near.rows[0]![1]!))
  const each = await query(EACH, `{${ids.join(',')}}`)
  return pairs(linesOf(each.rows[0]![0]!), linesOf(each.rows[0]![1]!))
}

function linesOf(text: string | null): string[] {
  return text === null ? [] : text.split('\n')
}

function pairs(keys: readonly string[], values: readonly string[]): ReadonlyMap<string, string> {
  return new Map(keys.map((key, i) => [key, values[i]!]))
}

/** What rules saw and masked texts are content that the history does not hold. */
const NO_TRACE: Trace = {}
