import { mkdirSync, renameSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../core/clock.ts'
import { addFiles, type NewFile } from './add-files.ts'
import { CATALOG_FILE, type Catalog, emptyCatalog, readCatalog } from './catalog.ts'
import { decodePast } from './decode-past.ts'
import { doUpkeep } from './do-upkeep.ts'
import { type Duck, openDuck } from './duck.ts'
import { eraseEntity } from './erase-entity.ts'
import type { ExportType } from './export-type.ts'
import { type Gathering, gather, type Layout } from './gather.ts'
import { type HistoryRecord, toLabelRecord, toRecord } from './history-record.ts'
import { openPlace } from './open-place.ts'
import { planUpkeep, type UpkeepOptions } from './plan-upkeep.ts'
import { CursorLost, type HistorySource, type PastDecision } from './ports.ts'
import { ENVELOPE, LABELS, LABELS_SHAPE, shapeOf } from './shape.ts'
import { removeFiles, strayFiles } from './stray-files.ts'
import { readingSince } from './working-folder.ts'
import { writeCatalog } from './write-catalog.ts'

export interface ExportOptions {
  /** Rows of one round at most (nearly). */
  readonly roundRows?: number
  /** Rows read from the source at a time. */
  readonly pageRows?: number
  /** How long replaced files stay for those who still read them, in ms. */
  readonly graceMs?: number
  /** So much room is left on the disk: the database may need it, which comes first. */
  readonly minFreeBytes?: number
  readonly upkeep?: UpkeepOptions
}

export const EXPORT_DEFAULTS: Required<Omit<ExportOptions, 'upkeep'>> = {
  roundRows: 100_000,
  pageRows: 2000,
  graceMs: 600_000,
  minFreeBytes: 128_000_000,
}

export interface ExportParts {
  readonly dir: string
  readonly source: HistorySource
  readonly clock: Clock
  /** The event types of the live pack. */
  readonly types: () => ReadonlyMap<string, ExportType>
  /** Those of the ruleset that judged an event; none when it is not known any more. */
  readonly typesOf: (ruleset: string) => Promise<ReadonlyMap<string, ExportType>>
  /** What an operator should know: no content, no ids of users. */
  readonly tell: (level: 'info' | 'warn', message: string) => void
}

/** Writes decided events into the history's folder, whose only writer it must be. */
export interface Exporter {
  readonly catalog: Catalog
  /**
   * Exports what there is, up to a round's rows; the catalog names all of it afterwards, or, after an error, nothing.
   * `more`: there is more to export already.
   */
  round(): Promise<{ readonly rows: number; readonly more: boolean }>
  /**
   * Follows erasures: files that hold something of an erased entity are replaced, all at once by the catalog's switch,
   * and removed as soon as nobody reads them. Gives how many erasures it has come to the end of.
   */
  erase(): Promise<number>
  /** Does one thing about old or small files; false: there is nothing to do. */
  tidy(): Promise<boolean>
}

/** The number in a file's name; 0 when it is no file of ours. */
function serialOf(path: string): number {
  return Number(/\/(\d{1,15})\.parquet$/.exec(path)?.[1] ?? 0)
}

/** How long it may take from reading the catalog to telling that one reads, in ms. */
const COMING_MS = 5000

/** DuckDB has little to hold here, and the service's events should not wait for it. */
const DUCK = { threads: 1, memoryMb: 256 }

/** Opens the history in a folder for export, and begins anew where it belongs to another database. */
export async function openExporter(parts: ExportParts, options: ExportOptions = {}): Promise<Exporter> {
  const { dir, source, clock, types, typesOf, tell } = parts
  const { roundRows, pageRows, graceMs, minFreeBytes } = { ...EXPORT_DEFAULTS, ...options }
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const database = await source.identity()
  const place = openPlace(dir)
  let catalog = openCatalog()
  /** Erasures whose files have been replaced, and the files that are still to go. */
  const replaced = new Map<string, { rows: number; sinceMs: number; paths: readonly string[] }>()
  /** Files that nobody should read any more, and since when. */
  let leaving: { readonly since: number; readonly paths: readonly string[] }[] = []
  const strays = strayFiles(dir, catalog)
  leave(strays)
  // The name of a file that a crash left must not be given again: it is about to be removed.
  catalog = { ...catalog, serial: Math.max(catalog.serial, ...strays.map((path) => serialOf(path) + 1)) }

  function openCatalog(): Catalog {
    let found: Catalog | undefined
    try {
      found = readCatalog(dir)
    } catch {
      renameSync(join(dir, CATALOG_FILE), join(dir, `${CATALOG_FILE}.unreadable`))
      tell('warn', `The history's catalog in ${dir} cannot be read; the export begins anew.`)
    }
    if (found?.database === database) return found
    if (found !== undefined)
      tell(
        'warn',
        `The history in ${dir} is of another database, or of another state of it; the export begins anew.`,
      )
    const fresh = { ...emptyCatalog(database), serial: found?.serial ?? clock.now() }
    writeCatalog(dir, fresh)
    return fresh
  }

  function leave(paths: readonly string[]): void {
    if (paths.length > 0) leaving.push({ since: clock.now(), paths })
  }

  /** Changes of labels are kept as long as the database keeps them: with the longest-kept decisions. */
  const labelsKeepMs = () => Math.max(0, ...[...types().values()].map((type) => type.decisionMs))
  const keepOf = (type: string) => (type === LABELS ? labelsKeepMs() : types().get(type)?.keepMs)

  const rulesets = new Map<string, ReadonlyMap<string, ExportType>>()
  const layouts = new WeakMap<ExportType, Layout>()
  function layoutOf(name: string, type: ExportType | undefined): Layout {
    // Of a type that its ruleset does not tell, what was decided is kept, as long as the shortest of the others.
    if (type === undefined) {
      const keepMs = Math.min(
        ...[...types().values()].map((one) => one.keepMs),
        types().get(name)?.keepMs ?? Number.MAX_SAFE_INTEGER,
      )
      return { id: `? ${keepMs}`, shape: ENVELOPE, keepMs }
    }
    const keepMs = types().get(name)?.keepMs ?? type.keepMs
    let layout = layouts.get(type)
    if (layout === undefined || layout.keepMs !== keepMs) {
      const shape = shapeOf(type)
      layout = { id: `${JSON.stringify(shape)} ${keepMs}`, shape, keepMs }
      layouts.set(type, layout)
    }
    return layout
  }

  /** Decodes a page by the rulesets that judged it, and adds what is still to be kept. */
  async function addPage(rows: Gathering, decisions: readonly PastDecision[], nowMs: number): Promise<void> {
    const groups = new Map<string, { layout: Layout; records: HistoryRecord[] }>()
    for (const { decision, event } of decisions) {
      const known = rulesets.get(decision.ruleset) ?? (await typesOf(decision.ruleset))
      rulesets.set(decision.ruleset, known)
      const type = known.get(decision.type)
      const layout = layoutOf(decision.type, type)
      if (Date.parse(decision.receivedAt) + layout.keepMs <= nowMs) continue
      const record = toRecord(decision, type === undefined ? {} : decodePast(type, event?.data))
      const group = groups.get(layout.id)
      if (group) group.records.push(record)
      else groups.set(layout.id, { layout, records: [record] })
    }
    for (const { layout, records } of groups.values()) await rows.add(records, layout)
  }

  async function withDuck<T>(
    use: (connection: Awaited<ReturnType<Duck['connect']>>) => Promise<T>,
  ): Promise<T> {
    const duck = await openDuck(dir, DUCK)
    try {
      const connection = await duck.connect()
      try {
        return await use(connection)
      } finally {
        connection.closeSync()
      }
    } finally {
      duck.close()
    }
  }

  async function round(): Promise<{ rows: number; more: boolean }> {
    let { cursors, serial } = catalog
    const nowMs = clock.now()
    let moreDecisions = true
    let moreLabels = true
    let gathered = 0
    const files: NewFile[] = []
    // Nothing is opened for nothing: most looks at a quiet service find no rows.
    let first = await source.read(cursors.decisions, pageRows)
    const firstLabels = await source.readLabels(cursors.labels, pageRows)
    while (first.decisions.length === 0 && first.more) first = await source.read(first.cursor, pageRows)
    const nothing = first.decisions.length === 0 && firstLabels.labels.length === 0
    cursors = { decisions: first.cursor, labels: firstLabels.cursor }
    if (nothing) {
      catalog = { ...catalog, cursors }
      return { rows: 0, more: first.more || firstLabels.more }
    }
    leaveRoom()
    try {
      await withDuck(async (connection) => {
        const rows = gather(connection, dir)
        for (let page = first; ; page = await source.read(page.cursor, pageRows)) {
          await addPage(rows, page.decisions, nowMs)
          cursors = { ...cursors, decisions: page.cursor }
          moreDecisions = page.more
          if (!page.more || rows.rows >= roundRows) break
        }
        for (let page = firstLabels; ; page = await source.readLabels(page.cursor, pageRows)) {
          const layout = { id: LABELS, shape: LABELS_SHAPE, keepMs: labelsKeepMs() }
          await rows.add(page.labels.map(toLabelRecord), layout)
          cursors = { ...cursors, labels: page.cursor }
          moreLabels = page.more
          if (!page.more || rows.rows >= roundRows) break
        }
        gathered = rows.rows
        files.push(...(await rows.finish(() => String(serial++))))
      })
      const next = { ...addFiles(catalog, files), cursors, serial }
      writeCatalog(dir, next)
      catalog = next
    } catch (fault) {
      afterFault(serial)
      throw fault
    }
    return { rows: gathered, more: moreDecisions || moreLabels }
  }

  async function erase(): Promise<number> {
    const asked = (await source.erasures?.(place)) ?? []
    let ended = 0
    for (const erasure of asked) {
      if (!replaced.has(erasure.id)) {
        let { serial } = catalog
        try {
          const erased = await withDuck((connection) =>
            eraseEntity(connection, dir, { ...catalog }, erasure, () => String(serial++)),
          )
          const next = { ...erased.catalog, serial }
          if (erased.replaced.length > 0) writeCatalog(dir, next)
          catalog = next
          // What a reader before it may still hold goes too, whatever it was replaced for.
          const paths = [...erased.replaced, ...leaving.flatMap((one) => one.paths)]
          replaced.set(erasure.id, { rows: erased.rows, sinceMs: clock.now(), paths })
        } catch (fault) {
          afterFault(serial)
          throw fault
        }
      }
      const { rows, sinceMs, paths } = replaced.get(erasure.id)!
      // Whoever read the catalog a moment before it was switched may just be coming to the files that it named.
      if (paths.length > 0 && clock.now() < sinceMs + COMING_MS) continue
      if (readingSince(dir, clock.now()) !== undefined) continue
      removeFiles(dir, paths)
      leaving = leaving.filter((one) => !one.paths.every((path) => paths.includes(path)))
      await source.erased?.(erasure.id, place, rows)
      replaced.delete(erasure.id)
      ended++
    }
    return ended
  }

  function leaveRoom(): void {
    const { bavail, bsize } = statfsSync(dir)
    if (bavail * bsize < minFreeBytes)
      throw Object.assign(new Error('The disk of the history has no room to spare.'), { code: 'ENOSPC' })
  }

  /** What is on disk holds: the switch itself may have gone through. Files that it does not name were for nothing. */
  function afterFault(serial: number): void {
    catalog = { ...(readCatalog(dir) ?? catalog), serial }
    removeFiles(
      dir,
      strayFiles(dir, catalog).filter((path) => !isLeaving(path)),
    )
  }

  const isLeaving = (path: string) =>
    [...leaving, ...replaced.values()].some(({ paths }) => paths.includes(path))

  return {
    get catalog() {
      return catalog
    },
    async round() {
      try {
        return await round()
      } catch (fault) {
        if (!(fault instanceof CursorLost)) throw fault
        tell('warn', `${fault.message} The export of the history begins anew.`)
        const paths = catalog.files.map(({ path }) => path)
        catalog = { ...emptyCatalog(database), serial: catalog.serial }
        writeCatalog(dir, catalog)
        leave(paths)
        return { rows: 0, more: true }
      }
    },
    erase,
    async tidy() {
      const nowMs = clock.now()
      // Whoever began to read before files were replaced may still come to them.
      const oldest = readingSince(dir, nowMs) ?? Number.POSITIVE_INFINITY
      const goes = ({ since }: { since: number }) => since + graceMs <= nowMs && since < oldest
      for (const one of leaving) if (goes(one)) removeFiles(dir, one.paths)
      leaving = leaving.filter((one) => !goes(one))
      const upkeep = planUpkeep(catalog, nowMs, keepOf, options.upkeep)
      if (upkeep === undefined) return false
      const name = String(catalog.serial)
      catalog = { ...catalog, serial: catalog.serial + 1 }
      if (!upkeep.drop) leaveRoom()
      try {
        const next = await withDuck((connection) => doUpkeep(connection, dir, catalog, upkeep, name))
        writeCatalog(dir, next)
        catalog = next
      } catch (fault) {
        afterFault(catalog.serial)
        throw fault
      }
      leave(upkeep.files.map(({ path }) => path))
      return true
    },
  }
}
