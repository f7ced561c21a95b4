import type { DuckDBConnection } from '@duckdb/node-api'
import type { Catalog } from './catalog.ts'
import { type Duck, sqlName } from './duck.ts'
import { isCut, parquetFiles, type Range } from './select-run.ts'
import type { Shape } from './shape.ts'
import { parquetType, readsAs } from './stored-type.ts'

/** Event types as SQL views. */
export interface QueryAsked {
  /** For each event type, the stored type wanted for each column, as in `BlocksAsked`. */
  readonly types: ReadonlyMap<string, Shape>
  readonly from?: number
  readonly to?: number
}

/** A connection with a view for each event type, called by `viewOf`. Close it when done. */
export interface HistoryQuery {
  readonly connection: DuckDBConnection
  /** The view's name, quoted, as it stands in SQL. */
  viewOf(type: string): string
  close(): void
}

/**
 * Opens SQL over the history of a range of time. A view has the columns asked for, `NULL` where a file has none of that
 * name or one of another type, and `id` as text. Only generated SQL may be run here: what users write is never SQL.
 */
export async function queryHistory(
  { duck, dir }: { readonly duck: Duck; readonly dir: string },
  catalog: Catalog,
  asked: QueryAsked,
): Promise<HistoryQuery> {
  const range: Range = {
    fromMs: asked.from ?? Number.MIN_SAFE_INTEGER,
    toMs: asked.to ?? Number.MAX_SAFE_INTEGER,
  }
  const connection = await duck.connect()
  const viewOf = (type: string) => sqlName(type)
  for (const [type, columns] of asked.types) {
    const files = catalog.files.filter(
      (file) => file.type === type && file.maxReceived >= range.fromMs && file.minReceived < range.toMs,
    )
    const parts = new Map<string, typeof files>()
    for (const file of files) {
      const key = `${file.shape} ${isCut(file, range)}`
      parts.set(key, [...(parts.get(key) ?? []), file])
    }
    const selects = [...parts.values()].map((some) => {
      const shape = catalog.shapes[some[0]!.shape]!
      const where = isCut(some[0]!, range)
        ? ` where received >= ${Math.trunc(range.fromMs)} and received < ${Math.trunc(range.toMs)}`
        : ''
      return `select ${selectList(columns, shape)} from ${parquetFiles(dir, some)}${where}`
    })
    if (selects.length === 0) selects.push(`select ${selectList(columns, {})} where false`)
    await connection.run(`create temp view ${viewOf(type)} as ${selects.join(' union all ')}`)
  }
  return {
    connection,
    viewOf,
    close: () => connection.closeSync(),
  }
}

function selectList(columns: Shape, shape: Shape): string {
  return Object.entries(columns)
    .map(([name, stored]) => {
      const there = Object.hasOwn(shape, name) ? shape[name] : undefined
      const type = stored === 'uuid' ? 'VARCHAR' : parquetType(stored)
      if (there === undefined || !readsAs(there, stored)) return `null::${type} as ${sqlName(name)}`
      if (stored === 'uuid') return `'d-' || replace(${sqlName(name)}::varchar, '-', '') as ${sqlName(name)}`
      return there === stored ? sqlName(name) : `${sqlName(name)}::${type} as ${sqlName(name)}`
    })
    .join(', ')
}
