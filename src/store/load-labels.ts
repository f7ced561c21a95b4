import type pg from 'pg'
import type { LabelCursor } from '../api/labels/ports.ts'
import type { EntityRef } from '../core/entity.ts'
import type { LabelChange } from '../engine/ports.ts'

type Take = (change: LabelChange) => void

/** Some 16 MB of table: about 100,000 labels, which take 100 ms. */
const PAGES = 2000
const PAGE_BYTES = 8192

// A text for each column rather than a row for each label: a tenth of the time. No name or id holds a line break.
const SLICE = `select count(*) as count, string_agg(entity, E'\\n') as entities, string_agg(label, E'\\n') as labels,
    string_agg(source, E'\\n') as sources, string_agg(id::text, E'\\n') as ids,
    string_agg(coalesce(until_ms::text, ''), E'\\n') as untils
  from haechi.labels where ctid >= $1::tid and ctid < $2::tid`

interface Slice {
  count: string
  entities: string
  labels: string
  sources: string
  ids: string
  untils: string
}

/**
 * Gives the latest word of every source, over ones and endings too, to `take`, and the cursor behind which
 * everything else comes. One snapshot: a row that moves meanwhile is neither missed nor met twice.
 */
export async function loadLabels(pool: pg.Pool, take: Take): Promise<LabelCursor> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows } = await client.query<{ xmin: string; bytes: string }>(
      `select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, pg_relation_size('haechi.labels') as bytes`,
    )
    const pages = Math.ceil(Number(rows[0]!.bytes) / PAGE_BYTES)
    const read = (page: number) =>
      client.query<Slice>(SLICE, [`(${page},0)`, `(${page + PAGES},0)`]).then(({ rows: [slice] }) => slice!)
    // Postgres reads the next slice while we take in this one.
    let next = read(0)
    for (let page = 0; page < pages; page += PAGES) {
      const slice = await next
      next = read(page + PAGES)
      // Awaited later; a fault in between must not be taken for one that nobody looks at.
      next.catch(() => undefined)
      takeSlice(slice, take)
    }
    await next
    await client.query('commit')
    broken = false
    return { xid: rows[0]!.xmin }
  } finally {
    client.release(broken)
  }
}

function takeSlice(slice: Slice, take: Take): void {
  if (slice.count === '0') return
  const entities = slice.entities.split('\n')
  const labels = slice.labels.split('\n')
  const sources = slice.sources.split('\n')
  const ids = slice.ids.split('\n')
  const untils = slice.untils.split('\n')
  for (let i = 0; i < entities.length; i++) {
    const id = ids[i]!.replaceAll('-', '')
    const source = sources[i]!
    take({
      id,
      atMs: Number.parseInt(id.slice(0, 12), 16),
      entity: entities[i] as EntityRef,
      label: labels[i]!,
      op: source === '-' ? 'unset' : 'set',
      untilMs: untils[i] === '' ? undefined : Number(untils[i]),
      rule: source === '' || source === '-' ? undefined : source,
    })
  }
}

// What is visible beyond the oldest open transaction is taken too, and comes again next time: a change counts once,
// however often it comes, and a long transaction of somebody else's holds nothing up.
const CHANGES = `select l.xid::text as xid, l.seq::text as seq, id, at_ms, entity, label, is_set, until_ms, rule
  from haechi.label_log l where (l.xid, l.seq) > ($1::xid8, $2::int8) order by l.xid, l.seq limit $3`
const XMIN = 'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin'
const MOST = 5000

interface ChangeRow {
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

/** Gives what was written behind the cursor to `take`, by whatever process, and where to go on. */
export async function labelChanges(pool: pg.Pool, since: LabelCursor, take: Take): Promise<LabelCursor> {
  // The bound is taken before the rows are read: what commits in between has a larger one.
  const bound = (await pool.query<{ xmin: string }>(XMIN)).rows[0]!.xmin
  let from = { xid: since.xid, seq: '-1' }
  for (;;) {
    const { rows } = await pool.query<ChangeRow>(CHANGES, [from.xid, from.seq, MOST])
    for (const row of rows)
      take({
        id: row.id.replaceAll('-', ''),
        atMs: Number(row.at_ms),
        entity: row.entity as EntityRef,
        label: row.label,
        op: row.is_set ? 'set' : 'unset',
        untilMs: row.until_ms === null ? undefined : Number(row.until_ms),
        rule: row.rule ?? undefined,
      })
    const last = rows.at(-1)
    if (last === undefined || rows.length < MOST) return { xid: bound }
    from = last
  }
}
