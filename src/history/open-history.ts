import type { Catalog } from './catalog.ts'
import { emptyCatalog, readCatalog } from './catalog.ts'
import { type Duck, type DuckOptions, openDuck } from './duck.ts'
import { type Coverage, gaps } from './gaps.ts'
import { type HistoryQuery, type QueryAsked, queryHistory } from './query-history.ts'
import { type BlocksAsked, type HistorySlice, readBlocks } from './read-blocks.ts'

/** The history of decided events, read. What it shows is the catalog as it was when it was opened. */
export interface History {
  readonly catalog: Catalog
  /** Slice by slice, in the order in which the events were judged. */
  readBlocks(asked: BlocksAsked): AsyncGenerator<HistorySlice, void, void>
  /** SQL over it. */
  query(asked: QueryAsked): Promise<HistoryQuery>
  /** Which days of `[from, to)` (ms) it lacks; of some event types only, when they are named. */
  gaps(from: number, to: number, types?: ReadonlySet<string>): Coverage
  close(): void
}

/** Opens the history in a folder; one that is not there is empty. Throws when its catalog cannot be read. */
export async function openHistory(dir: string, options: DuckOptions = {}): Promise<History> {
  const catalog = readCatalog(dir) ?? emptyCatalog(null)
  const duck = await openDuck(dir, options)
  return historyOver(duck, dir, catalog, () => duck.close())
}

/** Opens the history with a DuckDB that stays open for the next time. */
export function openHistoryWith(duck: Duck, dir: string): History {
  return historyOver(duck, dir, readCatalog(dir) ?? emptyCatalog(null), () => {})
}

function historyOver(duck: Duck, dir: string, catalog: Catalog, close: () => void): History {
  return {
    catalog,
    readBlocks: (asked) => readBlocks({ duck, dir }, catalog, asked),
    query: (asked) => queryHistory({ duck, dir }, catalog, asked),
    gaps: (from, to, types) => gaps(catalog, from, to, types),
    close,
  }
}
