import type pg from 'pg'
import type { ErasedTable } from './erased-table.ts'

/** A table that holds rows itself: no parent of partitions. */
export interface Leaf {
  readonly table: ErasedTable
  readonly name: string
  /** The types of its columns, as SQL names them. */
  readonly types: ReadonlyMap<string, string>
}

const LEAVES = `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'haechi' and c.relkind = 'r' and (c.relname = $1
    or c.oid in (select relid from pg_partition_tree(to_regclass('haechi.' || $1)) where isleaf))
  order by c.relname`

/** The physical tables that hold something of an entity, in the order in which they are gone through. */
export async function leavesOf(client: pg.ClientBase, tables: readonly ErasedTable[]): Promise<Leaf[]> {
  const leaves: Leaf[] = []
  for (const table of tables.filter(isLookedAt)) {
    const { rows } = await client.query<{ name: string }>(LEAVES, [table.table])
    if (rows.length === 0) continue
    const types = await typesOf(client, table.table)
    // Of a table that a later migration is to make wider, what is there already is looked at.
    const columns = Object.fromEntries(Object.entries(table.columns).filter(([column]) => types.has(column)))
    leaves.push(...rows.map(({ name }) => ({ table: { ...table, columns }, name, types })))
  }
  return leaves
}

/** Whether some column of it can hold something of an entity. */
export function isLookedAt({ goes, columns }: ErasedTable): boolean {
  return goes === true || Object.values(columns).some((how) => typeof how === 'string' || !('none' in how))
}

async function typesOf(client: pg.ClientBase, name: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = to_regclass('haechi.' || $1) and attnum > 0 and not attisdropped`,
    [name],
  )
  return new Map(rows.map((row) => [row.name, row.type]))
}
