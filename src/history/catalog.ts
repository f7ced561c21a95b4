import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export const CATALOG_FORMAT = 1

/** One Parquet file: rows of one event type and one day, in the order of their ids. */
export const HistoryFile = z.object({
  /** Below the history's folder, with `/` between folders. */
  path: z.string(),
  type: z.string(),
  /** UTC day of receipt, `YYYY-MM-DD`. */
  day: z.string(),
  rows: z.int().positive(),
  /** Decision ids. */
  minId: z.string(),
  maxId: z.string(),
  /** Receipt, in ms since the epoch. */
  minReceived: z.number(),
  maxReceived: z.number(),
  bytes: z.int(),
  /** How long rows may be kept after receipt, in ms, by the pack that wrote them. */
  keepMs: z.number(),
  /** Index into the catalog's shapes. */
  shape: z.int(),
})
export type HistoryFile = z.infer<typeof HistoryFile>

const Cursor = z.record(z.string(), z.string()).nullable()

/** Which files make up the history, and how far the export has come. Replaced as a whole, or not at all. */
export const Catalog = z.object({
  format: z.literal(CATALOG_FORMAT),
  /** Which database it was exported from; null: none. */
  database: z.string().nullable(),
  /** How far the export has come, in the source's own words; null: nothing exported yet. */
  cursors: z.object({ decisions: Cursor, labels: Cursor }),
  /** Of the next file: names are never used again. */
  serial: z.int(),
  /** Distinct lists of columns, as stored types by column name. */
  shapes: z.array(z.record(z.string(), z.string())),
  files: z.array(HistoryFile),
})
export type Catalog = z.infer<typeof Catalog>

export const CATALOG_FILE = 'catalog.json'

export function emptyCatalog(database: string | null): Catalog {
  return {
    format: CATALOG_FORMAT,
    database,
    cursors: { decisions: null, labels: null },
    serial: 1,
    shapes: [],
    files: [],
  }
}

/** The catalog of a history's folder; undefined when there is none. Throws when it cannot be read as one. */
export function readCatalog(dir: string): Catalog | undefined {
  let text: string
  try {
    text = readFileSync(join(dir, CATALOG_FILE), 'utf8')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw fault
  }
  const read = Catalog.safeParse(parsed(text))
  if (!read.success)
    throw new Error(
      `${join(dir, CATALOG_FILE)} is no catalog of format ${CATALOG_FORMAT}: it was written by another version, or damaged. Move the folder away; the export starts anew.`,
    )
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
