import type pg from 'pg'
import type { HistoryCursor, LabelPage } from '../history/ports.ts'

const PAGE = `select l.xid::text as xid, l.seq::text as seq, id, at_ms, entity, label, is_set, until_ms, rule
  from haechi.label_log l where (l.xid, l.seq) > ($1::xid8, $2::int8)
  and l.xid < pg_snapshot_xmin(pg_current_snapshot()) order by l.xid, l.seq limit $3`

interface LabelRow {
  xid: string
  seq: string
  id: string
  at_ms: string
  entity: string
  label: string
  is_set: boolean
  until_ms: string | null
  rule: string | null
}

/** Reads what happened to labels behind a cursor, each change once. */
export async function readLabelHistory(
  pool: pg.Pool,
  cursor: HistoryCursor,
  limit: number,
): Promise<LabelPage> {
  const at = cursor ?? { xid: '0', seq: '-1' }
  const { rows } = await pool.query<LabelRow>(PAGE, [at.xid, at.seq, limit])
  const last = rows.at(-1)
  return {
    labels: rows.map((row) => ({
      id: `d-${row.id.replaceAll('-', '')}`,
      atMs: Number(row.at_ms),
      entity: row.entity,
      label: row.label,
      op: row.is_set ? 'set' : 'unset',
      untilMs: row.until_ms === null ? undefined : Number(row.until_ms),
      rule: row.rule ?? undefined,
    })),
    cursor: last === undefined ? at : { xid: last.xid, seq: last.seq },
    more: rows.length === limit,
  }
}
