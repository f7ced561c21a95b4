import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type Mentions, mentionsOf } from '../core/mentions.ts'
import { replaceRefs } from '../core/replace-refs.ts'
import type { Value } from '../core/value.ts'
import { addFiles, type NewFile } from './add-files.ts'
import type { Catalog, HistoryFile } from './catalog.ts'
import { sqlName, sqlText } from './duck.ts'
import { fileFacts } from './file-facts.ts'
import { makeDurable } from './file-writer.ts'
import { PARQUET, partitionPath } from './paths.ts'
import type { HistoryErasure } from './ports.ts'
import { parquetFiles } from './select-run.ts'
import type { Shape } from './shape.ts'
import { parquetType, valueText } from './stored-type.ts'

export interface ErasedHistory {
  /** Without the files that named the entity, and with those that take their place; nothing is removed yet. */
  readonly catalog: Catalog
  readonly replaced: readonly string[]
  /** Rows that were changed. */
  readonly rows: number
}

/**
 * Writes every file anew that holds something of an entity: what it did keeps its row without features and event id,
 * and wherever else it is named a tombstone stands. The rows stay as many as they were.
 */
export async function eraseEntity(
  connection: DuckDBConnection,
  dir: string,
  catalog: Catalog,
  { entity, tombstone }: HistoryErasure,
  name: () => string,
): Promise<ErasedHistory> {
  const mentions = mentionsOf(entity)
  const files: NewFile[] = []
  const replaced = new Set<string>()
  let rows = 0
  for (const file of catalog.files) {
    const shape = catalog.shapes[file.shape]!
    const own = 'actor' in shape ? `coalesce(actor = ${sqlText(entity)}, false)` : 'false'
    const texts = await namedTexts(connection, dir, file, shape, mentions, tombstone)
    const found = await countOf(connection, dir, file, own, texts)
    if (found === 0) continue
    files.push(await rewrite(connection, dir, file, shape, own, texts, name()))
    replaced.add(file.path)
    rows += found
  }
  const rest = { ...catalog, files: catalog.files.filter(({ path }) => !replaced.has(path)) }
  return { catalog: addFiles(rest, files), replaced: [...replaced], rows }
}

/** For each column, its texts that name the entity and what stands in their place. */
type Texts = ReadonlyMap<string, ReadonlyMap<string, string>>

async function namedTexts(
  connection: DuckDBConnection,
  dir: string,
  file: HistoryFile,
  shape: Shape,
  mentions: Mentions,
  tombstone: string,
): Promise<Texts> {
  const all = new Map<string, Map<string, string>>()
  for (const [column, stored] of Object.entries(shape)) {
    if (parquetType(stored) !== 'VARCHAR') continue
    const where = mentions.needles
      .map((needle) => `contains(${sqlName(column)}, ${sqlText(needle)})`)
      .join(' or ')
    const read = await connection.runAndReadAll(
      `select distinct ${sqlName(column)} from ${parquetFiles(dir, [file])} where ${where}`,
    )
    const texts = new Map<string, string>()
    for (const [before] of read.getRowsJS() as [string][]) {
      const after = textAfter(stored, before, mentions, tombstone)
      if (after !== before) texts.set(before, after)
    }
    if (texts.size > 0) all.set(column, texts)
  }
  return all
}

function textAfter(stored: string, before: string, mentions: Mentions, tombstone: string): string {
  if (before === mentions.ref) return tombstone
  if (stored === 'entity') return before
  if (stored === 'string') return mentions.replace(before, tombstone)
  return valueText(replaceRefs(JSON.parse(before), mentions, tombstone) as Value)
}

async function countOf(
  connection: DuckDBConnection,
  dir: string,
  file: HistoryFile,
  own: string,
  texts: Texts,
): Promise<number> {
  const named = [...texts].map(([column, those]) => `${sqlName(column)} in (${listOf(those.keys())})`)
  const read = await connection.runAndReadAll(
    `select count(*)::double from ${parquetFiles(dir, [file])} where ${[own, ...named].join(' or ')}`,
  )
  return Number(read.getRowsJS()[0]![0])
}

async function rewrite(
  connection: DuckDBConnection,
  dir: string,
  file: HistoryFile,
  shape: Shape,
  own: string,
  texts: Texts,
  name: string,
): Promise<NewFile> {
  const hasOwn = own !== 'false'
  const columns = Object.entries(shape).map(([column, stored]) => {
    const id = sqlName(column)
    const cases = [...(texts.get(column) ?? [])].map(
      ([before, after]) => `when ${sqlText(before)} then ${sqlText(after)}`,
    )
    const kept = cases.length === 0 ? id : `case ${id} ${cases.join(' ')} else ${id} end`
    const goes = hasOwn && (column === 'event_id' || column.startsWith('data.'))
    const value = goes ? `case when ${own} then null else ${kept} end` : kept
    return `(${value})::${parquetType(stored)} as ${id}`
  })
  const path = `${partitionPath(file.type, file.day)}/${name}.parquet`
  const target = join(dir, path)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  await connection.run(
    `copy (select ${columns.join(', ')} from ${parquetFiles(dir, [file])}) to ${sqlText(target)} (${PARQUET})`,
  )
  makeDurable(dir, target)
  const facts = await fileFacts(connection, dir, path)
  return { ...facts, type: file.type, day: file.day, keepMs: file.keepMs, shape }
}

function listOf(texts: Iterable<string>): string {
  return [...texts].map(sqlText).join(', ')
}
