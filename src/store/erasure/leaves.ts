import type pg from 'pg'
import type { ErasedTable } from './erased-table.ts'

/** A table that holds rows itself: no parent of partitions. */
export interface Leaf {
  readonly table: ErasedTable
  readonly name: string
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
    leaves.push(...rows.map(({ name }) => ({ table, name })))
  }
  return leaves
}

/** Whether some column of it can hold something of an entity. */
export function isLookedAt({ goes, columns }: ErasedTable): boolean {
  return goes === true || Object.values(columns).some((how) => typeof how === 'string' || !('none' in how))
}
