import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import { sqlName, sqlText } from './duck.ts'
import { type FileFacts, fileFacts } from './file-facts.ts'
import { fillVector } from './fill-vector.ts'
import type { HistoryRecord } from './history-record.ts'
import { dayOf, PARQUET, partitionPath } from './paths.ts'
import type { Shape } from './shape.ts'
import { parquetType } from './stored-type.ts'
import { syncFile, syncFolder } from './write-catalog.ts'

const CHUNK_ROWS = 2048

/** Gathers the rows of one event type and one day in DuckDB, where they may spill, and makes one file of them. */
export interface FileWriter {
  readonly rows: number
  add(records: readonly HistoryRecord[]): void
  /** Writes the file, its rows in the order of ids, and makes it durable; the writer is done then. */
  finish(name: string): Promise<FileFacts>
}

let tables = 0

export async function fileWriter(
  connection: DuckDBConnection,
  dir: string,
  { type, received }: { readonly type: string; readonly received: number },
  shape: Shape,
): Promise<FileWriter> {
  const table = `rows_${tables++}`
  const columns = Object.entries(shape)
  const list = columns.map(([column, stored]) => `${sqlName(column)} ${parquetType(stored)}`).join(', ')
  await connection.run(`create temp table ${table} (${list})`)
  const appender = await connection.createAppender(table)
  const types = columns.map((_, i) => appender.columnType(i))
  const day = dayOf(received)
  let rows = 0
  let lastId = ''
  let sorted = true
  return {
    get rows() {
      return rows
    },
    add(records) {
      for (const { id } of records) {
        if (id < lastId) sorted = false
        lastId = id
      }
      for (let from = 0; from < records.length; from += CHUNK_ROWS) {
        const some = records.slice(from, from + CHUNK_ROWS)
        const chunk = DuckDBDataChunk.create(types, some.length)
        columns.forEach(([column, stored], i) => {
          fillVector(chunk, i, column, stored, some)
        })
        appender.appendDataChunk(chunk)
      }
      rows += records.length
    },
    async finish(name) {
      appender.closeSync()
      const path = `${partitionPath(type, day)}/${name}.parquet`
      const target = join(dir, path)
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
      // Rows mostly come in the order of their ids already, and a sort costs as much as the rest.
      const order = sorted ? '' : ' order by id'
      await connection.run(`copy (from ${table}${order}) to ${sqlText(target)} (${PARQUET})`)
      await connection.run(`drop table ${table}`)
      makeDurable(dir, target)
      return { ...(await fileFacts(connection, dir, path)), type, day }
    },
  }
}

/** A file with its name and the folders that lead to it. */
export function makeDurable(dir: string, file: string): void {
  syncFile(file)
  for (let folder = dirname(file); folder.length >= dir.length; folder = dirname(folder)) syncFolder(folder)
}
