import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { HistoryFile } from './catalog.ts'
import { sqlText } from './duck.ts'

export type FileFacts = Omit<HistoryFile, 'keepMs' | 'shape'>

/** What the catalog says of a file that was just written; `rows` 0 when there are none. */
export async function fileFacts(
  connection: DuckDBConnection,
  dir: string,
  path: string,
): Promise<Omit<FileFacts, 'type' | 'day'>> {
  const file = join(dir, path)
  const read = await connection.runAndReadAll(
    `select count(*)::double, min(id)::varchar, max(id)::varchar, min(received)::double, max(received)::double
     from read_parquet(${sqlText(file)}, hive_partitioning = false)`,
  )
  const [rows, minId, maxId, minReceived, maxReceived] = read.getRowsJS()[0] as [
    number,
    string | null,
    string | null,
    number | null,
    number | null,
  ]
  return {
    path,
    rows,
    minId: idOfUuid(minId),
    maxId: idOfUuid(maxId),
    minReceived: minReceived ?? 0,
    maxReceived: maxReceived ?? 0,
    bytes: statSync(file).size,
  }
}

function idOfUuid(uuid: string | null): string {
  return `d-${(uuid ?? '').replaceAll('-', '')}`
}
