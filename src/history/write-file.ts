import { mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import type { HistoryFile } from './catalog.ts'
import { sqlName, sqlText } from './duck.ts'
import { fillVector } from './fill-vector.ts'
import type { HistoryRecord } from './history-record.ts'
import type { Shape } from './shape.ts'
import { parquetType } from './stored-type.ts'
import { syncFile, syncFolder } from './write-catalog.ts'

const CHUNK_ROWS = 2048

/** How files are written; row groups are what a reader can skip. */
export const PARQUET = 'format parquet, compression zstd, row_group_size 122880'

const DAY_MS = 86_400_000

/** The UTC day of a time in ms, `YYYY-MM-DD`. */
export function dayOf(ms: number): string {
  return new Date(Math.floor(ms / DAY_MS) * DAY_MS).toISOString().slice(0, 10)
}

/** Where files of an event type and day lie, below the history's folder. */
export function partitionPath(type: string, day: string): string {
  return `type=${encodeURIComponent(type)}/day=${day}`
}

/** Writes records of one event type and one day, in whatever order, as one durable file with its rows in the order of ids. */
export async function writeFile(
  connection: DuckDBConnection,
  dir: string,
  name: string,
  shape: Shape,
  records: readonly HistoryRecord[],
): Promise<Omit<HistoryFile, 'keepMs' | 'shape'>> {
  const { type, received } = records[0]!
  const day = dayOf(received)
  const columns = Object.entries(shape)
  await connection.run(
    `create or replace temp table rows_out (${columns.map(([column, stored]) => `${sqlName(column)} ${parquetType(stored)}`).join(', ')})`,
  )
  const appender = await connection.createAppender('rows_out')
  const types = columns.map((_, i) => appender.columnType(i))
  for (let from = 0; from < records.length; from += CHUNK_ROWS) {
    const some = records.slice(from, from + CHUNK_ROWS)
    const chunk = DuckDBDataChunk.create(types, some.length)
    columns.forEach(([column, stored], i) => {
      fillVector(chunk, i, column, stored, some)
    })
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  const path = `${partitionPath(type, day)}/${name}.parquet`
  mkdirSync(dirname(join(dir, path)), { recursive: true, mode: 0o700 })
  await connection.run(`copy (from rows_out order by id) to ${sqlText(join(dir, path))} (${PARQUET})`)
  await connection.run('drop table rows_out')
  syncFile(join(dir, path))
  syncFolder(dirname(join(dir, path)))
  const ids = records.map(({ id }) => id)
  return {
    path,
    type,
    day,
    rows: records.length,
    minId: ids.reduce((least, id) => (id < least ? id : least)),
    maxId: ids.reduce((most, id) => (id > most ? id : most)),
    minReceived: records.reduce((least, one) => Math.min(least, one.received), Number.POSITIVE_INFINITY),
    maxReceived: records.reduce((most, one) => Math.max(most, one.received), Number.NEGATIVE_INFINITY),
    bytes: statSync(join(dir, path)).size,
  }
}
