import { mkdirSync } from 'node:fs'
import type { JudgedEvent } from '../core/event.ts'
import { addFiles, type NewFile } from './add-files.ts'
import { emptyCatalog, readCatalog } from './catalog.ts'
import { openDuck } from './duck.ts'
import { fileWriter } from './file-writer.ts'
import type { HistoryRecord } from './history-record.ts'
import { dayOf } from './paths.ts'
import { type HistoryType, shapeOf } from './shape.ts'
import { writeCatalog } from './write-catalog.ts'

/** The row of an event on which nothing fired; `over` replaces what a test is about. */
export function recordOf(id: string, event: JudgedEvent, over: Partial<HistoryRecord> = {}): HistoryRecord {
  return {
    id,
    type: event.type,
    eventId: event.id,
    time: event.time,
    received: event.receivedAt,
    world: event.world,
    session: event.session,
    actor: event.actor,
    target: event.target,
    verdict: 'allow',
    ruleset: 'r-0123456789abcdef',
    latencyMs: 0.25,
    fired: [],
    shadow: [],
    unknown: [],
    counters: undefined,
    labels: undefined,
    effects: [],
    data: event.data,
    ...over,
  }
}

/**
 * Writes a history as the exporter would, or adds to one: the records in as many files for each type and day as needed
 * for `rowsPerFile`. Returns the folder.
 */
export async function writeHistory(
  dir: string,
  types: Iterable<HistoryType>,
  records: readonly HistoryRecord[],
  rowsPerFile = 50_000,
): Promise<string> {
  mkdirSync(dir, { recursive: true })
  let catalog = readCatalog(dir) ?? emptyCatalog('test')
  const shapes = new Map([...types].map((type) => [type.name, shapeOf(type)]))
  const duck = await openDuck(dir)
  const connection = await duck.connect()
  const groups = new Map<string, HistoryRecord[]>()
  for (const record of records) {
    const key = `${record.type} ${dayOf(record.received)}`
    const group = groups.get(key)
    if (group) group.push(record)
    else groups.set(key, [record])
  }
  const files: NewFile[] = []
  for (const group of groups.values())
    for (let from = 0; from < group.length; from += rowsPerFile) {
      const shape = shapes.get(group[0]!.type)
      if (!shape) throw new Error(`No type ${group[0]!.type} was given; add it to the types.`)
      const some = group.slice(from, from + rowsPerFile)
      const writer = await fileWriter(connection, dir, some[0]!, shape)
      writer.add(some)
      files.push({
        ...(await writer.finish(`f${catalog.files.length + files.length}`)),
        keepMs: Number.MAX_SAFE_INTEGER,
        shape,
      })
    }
  catalog = addFiles(catalog, files)
  writeCatalog(dir, catalog)
  connection.closeSync()
  duck.close()
  return dir
}
