import type pg from 'pg'

const TIMEOUT_MS = 3_600_000

const PARENTS = `select c.relname as name from pg_partition_ancestors(to_regclass('haechi.' || $1)) a
  join pg_class c on c.oid = a.relid where c.relname <> $1`

const KEPT = `select attname as name, inherited from pg_stats where schemaname = 'haechi' and tablename = $1`

/**
 * Takes the rows that were erased out of a table's pages, and out of the samples of its columns that the planner keeps
 * (`pg_stats` holds whole texts), those of its parents too.
 */
export async function tidyTable(client: pg.ClientBase, name: string): Promise<void> {
  const run = (text: string) => client.query({ text, query_timeout: TIMEOUT_MS } as pg.QueryConfig)
  const { rows: there } = await client.query('select to_regclass($1) as oid', [`haechi.${name}`])
  if (there[0]!.oid === null) return
  await run(`vacuum (analyze) haechi.${name}`)
  const { rows } = await client.query<{ empty: boolean; clears: boolean }>(
    `select not exists (select 1 from haechi.${name}) as empty,
       to_regproc('pg_clear_attribute_stats') is not null as clears`,
  )
  const { empty, clears } = rows[0]!
  // Of a table without rows, ANALYZE keeps what it knew. Servers before 18 have no way to forget it.
  if (empty && clears) await clear(client, name)
  for (const parent of (await client.query<{ name: string }>(PARENTS, [name])).rows) {
    const kept = await client.query(KEPT, [parent.name])
    if (kept.rows.length === 0) continue
    if (clears) await clear(client, parent.name)
    else await run(`analyze haechi.${parent.name}`)
  }
}

async function clear(client: pg.ClientBase, name: string): Promise<void> {
  const { rows } = await client.query<{ name: string; inherited: boolean }>(KEPT, [name])
  for (const one of rows)
    await client.query(`select pg_clear_attribute_stats('haechi', $1, $2, $3)`, [
      name,
      one.name,
      one.inherited,
    ])
}
