import type { DuckDBConnection } from '@duckdb/node-api'
import type { NewFile } from './add-files.ts'
import { type FileWriter, fileWriter } from './file-writer.ts'
import type { HistoryRecord } from './history-record.ts'
import { dayOf } from './paths.ts'
import type { Shape } from './shape.ts'

/** Rows on their way into files, one for each event type and day. */
export interface Gathering {
  readonly rows: number
  /** Rows of files with these columns. */
  add(records: readonly HistoryRecord[], layout: Layout): Promise<void>
  /** Makes the files; `name` gives each one's. */
  finish(name: () => string): Promise<NewFile[]>
}

/** The columns of files, and how long their rows are kept. */
export interface Layout {
  /** Equal for layouts that are the same. */
  readonly id: string
  readonly shape: Shape
  readonly keepMs: number
}

export function gather(connection: DuckDBConnection, dir: string): Gathering {
  const writers = new Map<string, { writer: FileWriter; layout: Layout }>()
  let rows = 0
  return {
    get rows() {
      return rows
    },
    async add(records, layout) {
      const groups = new Map<string, HistoryRecord[]>()
      for (const record of records) {
        const key = `${layout.id} ${record.type} ${dayOf(record.received)}`
        const group = groups.get(key)
        if (group) group.push(record)
        else groups.set(key, [record])
      }
      for (const [key, group] of groups) {
        group.sort((a, b) => (a.id < b.id ? -1 : 1))
        let entry = writers.get(key)
        if (entry === undefined) {
          entry = { writer: await fileWriter(connection, dir, group[0]!, layout.shape), layout }
          writers.set(key, entry)
        }
        entry.writer.add(group)
      }
      rows += records.length
    },
    async finish(name) {
      const files: NewFile[] = []
      for (const { writer, layout } of writers.values())
        files.push({ ...(await writer.finish(name())), shape: layout.shape, keepMs: layout.keepMs })
      return files
    },
  }
}
