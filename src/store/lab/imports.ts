import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import { idFrom, uuidOf } from '../../core/ids.ts'
import type { ImportedRow, ImportId, ImportRecord } from '../../lab/dataset/ports.ts'
import { inTransaction } from '../in-transaction.ts'

interface Row {
  id: string
  task: string
  by: string
  body: string
  total: number
  received: number
}

// Rows come one piece after the other, so that the first that is missing is the one behind the last.
const READ = `select i.id, i.task, i.by, i.body, i.total,
    coalesce((select max(number) + 1 from haechi.lab_import_rows r where r.import = i.id), 0) as received
  from haechi.lab_imports i where i.id = $1`

const ADD = `insert into haechi.lab_import_rows (import, number, account, text, body)
  select $1, $2 + (n - 1)::int4, nullif(account, ''), text, body::json
  from unnest($3::text[], $4::text[], $5::text[]) with ordinality as s (account, text, body, n)
  on conflict do nothing`

/** See `LabData.beginImport`. */
export async function beginImport(
  pool: pg.Pool,
  { id, task, by, body, total }: Omit<ImportRecord, 'received'>,
  nowMs: number,
): Promise<ImportRecord> {
  await pool.query(
    `insert into haechi.lab_imports (id, task, by, body, total, made_ms, changed_ms)
     values ($1, $2, $3, $4, $5, $6, $6) on conflict (id) do update set changed_ms = excluded.changed_ms`,
    [uuidOf(id), task, by, body, total, nowMs],
  )
  return (await readImport(pool, id))!
}

export async function readImport(
  pool: pg.Pool | pg.ClientBase,
  id: ImportId,
): Promise<ImportRecord | undefined> {
  const { rows } = await pool.query<Row>(READ, [uuidOf(id)])
  return rows[0] && { ...rows[0], id: idFrom<ImportId>('imp', rows[0].id) }
}

/** See `LabData.addRows`. */
export function addRows(
  pool: pg.Pool,
  id: ImportId,
  from: number,
  rows: readonly ImportedRow[],
  nowMs: number,
): Promise<number> {
  return inTransaction(pool, async (client) => {
    // One piece at a time: two that come at once must leave no gap behind them.
    await client.query('select from haechi.lab_imports where id = $1 for update', [uuidOf(id)])
    const { received = 0 } = (await readImport(client, id)) ?? {}
    const fresh = from > received ? [] : rows.slice(received - from)
    if (fresh.length === 0) return received
    await client.query(ADD, [
      ...[uuidOf(id), received, fresh.map(({ account }) => account ?? ''), fresh.map(({ text }) => text)],
      fresh.map(({ labels, world, surface, language, atMs, source }) =>
        JSON.stringify({ labels, world, surface, language, atMs, source }),
      ),
    ])
    await client.query('update haechi.lab_imports set changed_ms = $2 where id = $1', [uuidOf(id), nowMs])
    return received + fresh.length
  })
}

/** See `LabData.importedRows`. */
export async function importedRows(
  pool: pg.Pool,
  id: ImportId,
  from: number,
  limit: number,
): Promise<ImportedRow[]> {
  const { rows } = await pool.query<{ account: string | null; text: string; body: Partial<ImportedRow> }>(
    `select account, text, body from haechi.lab_import_rows
     where import = $1 and number >= $2 order by number limit $3`,
    [uuidOf(id), from, limit],
  )
  return rows.map(({ account, text, body }) => ({
    ...{ text, labels: body.labels ?? [], source: body.source ?? '' },
    ...{ account: (account ?? undefined) as EntityRef | undefined, world: body.world, surface: body.surface },
    ...{ language: body.language, atMs: body.atMs },
  }))
}

/** See `LabData.endImport`. */
export async function endImport(pool: pg.Pool, id: ImportId): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('delete from haechi.lab_import_rows where import = $1', [uuidOf(id)])
    await client.query('delete from haechi.lab_imports where id = $1', [uuidOf(id)])
  })
}
