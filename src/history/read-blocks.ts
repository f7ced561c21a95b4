import type { Column, ColumnBlock } from '../rules/column.ts'
import type { Catalog } from './catalog.ts'
import { type DictionaryLimits, dictionaries } from './dictionaries.ts'
import type { Duck } from './duck.ts'
import { compareIdWords, idOfWords } from './id-words.ts'
import { mergeOrder, type Order } from './merge-order.ts'
import { planRuns } from './plan-runs.ts'
import { isCut, type Range, selectRun, type Wanted } from './select-run.ts'
import { dataColumn } from './shape.ts'
import { readsAs } from './stored-type.ts'
import { type TypeReader, typeReader } from './type-reader.ts'

/** What is to be read. */
export interface BlocksAsked {
  /** For each event type, the stored type wanted for each column, by its name in the files (see shape.ts). */
  readonly types: ReadonlyMap<string, Readonly<Record<string, string>>>
  /** Receipt in `[from, to)`, in ms; left out: without end. */
  readonly from?: number
  readonly to?: number
  /** Rows of one slice, all types together, at most (nearly). */
  readonly rows?: number
  readonly dictionaryLimits?: DictionaryLimits
  /** Told what could not be read as asked: no content, no ids of users. */
  readonly warn?: (message: string) => void
}

export const BLOCK_ROWS = 200_000

/** Rows of one event type, in the order in which they were judged. */
export interface HistoryBlock extends Pick<ColumnBlock, 'rows' | 'envelope' | 'data'> {
  readonly type: string
  /** The decision's id. */
  id(row: number): string
  /** The same as four words a row, the least significant first; the lowest two were drawn by chance. */
  readonly ids: Uint32Array
  /** A column by its name in the files. Throws for one that was not asked for, as `envelope` and `data` do. */
  column(name: string): Column
}

/** The next part of the history: what was judged before comes in an earlier slice. */
export interface HistorySlice {
  readonly rows: number
  /** One for each event type that has rows here. */
  readonly blocks: readonly HistoryBlock[]
  /** The order of the rows of all blocks; undefined when there is only one block. */
  readonly order: Order | undefined
}

/** Properties of the judged event whose column is called otherwise. */
const PROPERTIES: Readonly<Record<string, string>> = { id: 'event_id', receivedAt: 'received' }

/** Reads the history in slices, in the order in which its events were judged. */
export async function* readBlocks(
  { duck, dir }: { readonly duck: Duck; readonly dir: string },
  catalog: Catalog,
  asked: BlocksAsked,
): AsyncGenerator<HistorySlice, void, void> {
  const range: Range = {
    fromMs: asked.from ?? Number.MIN_SAFE_INTEGER,
    toMs: asked.to ?? Number.MAX_SAFE_INTEGER,
  }
  const sliceRows = asked.rows ?? BLOCK_ROWS
  const texts = dictionaries(asked.dictionaryLimits)
  const readers: { reader: TypeReader; quota: number; wanted: readonly Wanted[] }[] = []
  const opened: Awaited<ReturnType<Duck['connect']>>[] = []
  try {
    const plans = [...asked.types].map(([type, columns]) => {
      const files = catalog.files.filter(
        (file) => file.type === type && file.maxReceived >= range.fromMs && file.minReceived < range.toMs,
      )
      const rows = files.reduce((sum, file) => sum + file.rows, 0)
      // The ids are read in any case.
      const wanted = Object.entries(columns)
        .filter(([name]) => name !== 'id')
        .map(([name, stored]) => ({ name, stored }))
      return { type, files, rows, wanted }
    })
    const total = plans.reduce((sum, { rows }) => sum + rows, 0)
    for (const { type, files, rows, wanted } of plans) {
      if (files.length === 0) continue
      for (const message of misfits(catalog, type, files, wanted)) asked.warn?.(message)
      const connection = await duck.connect()
      opened.push(connection)
      const queries = planRuns(files, (file) => isCut(file, range)).map((run) =>
        selectRun(dir, catalog.shapes, run, wanted, range),
      )
      const quota = Math.max(1, Math.floor((sliceRows * rows) / total))
      readers.push({ reader: typeReader(connection, type, queries, wanted, texts), quota, wanted })
    }
    for (;;) {
      await Promise.all(readers.map(({ reader, quota }) => reader.fill(quota)))
      const counts = rowsUpToCommonId(readers.map(({ reader }) => reader))
      const blocks: HistoryBlock[] = []
      const ids: Uint32Array[] = []
      readers.forEach(({ reader, wanted }, i) => {
        if (counts[i] === 0) return
        const taken = reader.take(counts[i]!)
        ids.push(taken.ids)
        blocks.push(blockOf(reader.type, counts[i]!, taken.ids, wanted, taken.columns))
      })
      if (blocks.length === 0) return
      const rows = blocks.reduce((sum, block) => sum + block.rows, 0)
      yield { rows, blocks, order: blocks.length > 1 ? mergeOrder(ids) : undefined }
      texts.trim()
    }
  } finally {
    for (const connection of opened) {
      connection.interrupt()
      connection.closeSync()
    }
  }
}

/** How many of each reader's rows were judged before anything that is still to be read. */
function rowsUpToCommonId(readers: readonly TypeReader[]): number[] {
  let least: TypeReader | undefined
  for (const reader of readers) {
    if (reader.exhausted || reader.filled === 0) continue
    if (
      least === undefined ||
      compareIdWords(reader.ids, 4 * (reader.filled - 1), least.ids, 4 * (least.filled - 1)) < 0
    )
      least = reader
  }
  return readers.map((reader) => {
    if (least === undefined || reader === least) return reader.filled
    const last = 4 * (least.filled - 1)
    let low = 0
    let high = reader.filled
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compareIdWords(reader.ids, 4 * middle, least.ids, last) <= 0) low = middle + 1
      else high = middle
    }
    return low
  })
}

function blockOf(
  type: string,
  rows: number,
  ids: Uint32Array,
  wanted: readonly Wanted[],
  columns: readonly Column[],
): HistoryBlock {
  const byName = new Map(wanted.map(({ name }, i) => [name, columns[i]!]))
  const column = (name: string): Column => {
    if (name === 'id') return idColumn(ids, rows)
    const found = byName.get(name)
    if (found === undefined)
      throw new Error(`The column ${name} of ${type} was not asked for; name it when reading starts.`)
    return found
  }
  return {
    type,
    rows,
    ids,
    id: (row) => idOfWords(ids, 4 * row),
    column,
    envelope: (property) => column(PROPERTIES[property] ?? property),
    data: (feature) => column(dataColumn(feature)),
  }
}

function idColumn(ids: Uint32Array, rows: number): Column {
  const codes = Int32Array.from({ length: rows }, (_, row) => row)
  return { kind: 'text', codes, words: Array.from(codes, (row) => idOfWords(ids, 4 * row)) }
}

/** In words, which columns some files hold as another type: those rows read as missing. */
function misfits(
  catalog: Catalog,
  type: string,
  files: readonly Catalog['files'][number][],
  wanted: readonly Wanted[],
): string[] {
  return wanted.flatMap(({ name, stored }) => {
    const others = new Set<string>()
    let rows = 0
    for (const file of files) {
      const there = catalog.shapes[file.shape]![name]
      if (there === undefined || readsAs(there, stored)) continue
      others.add(there)
      rows += file.rows
    }
    if (others.size === 0) return []
    return [
      `${name} of ${type} was a ${[...others].join(' or ')} in ${rows} of the rows and is a ${stored} now: there it reads as missing.`,
    ]
  })
}
