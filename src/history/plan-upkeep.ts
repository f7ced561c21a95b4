import type { Catalog, HistoryFile } from './catalog.ts'
import { boundsOf } from './paths.ts'

/** One thing to do about files: they are replaced by one with their rows received at `fromMs` or later, or by none. */
export interface Upkeep {
  readonly files: readonly HistoryFile[]
  /** `undefined`: all rows. */
  readonly fromMs: number | undefined
  /** No row is to be kept. */
  readonly drop: boolean
}

export interface UpkeepOptions {
  /** So many files of about one size are made into one. */
  readonly filesPerTier?: number
  /** Files of so many rows are left as they are. */
  readonly largeRows?: number
  /** The most rows of a file that is made of others. */
  readonly mostRows?: number
}

export const UPKEEP_DEFAULTS: Required<UpkeepOptions> = {
  filesPerTier: 8,
  largeRows: 500_000,
  mostRows: 2_000_000,
}

const HOUR_MS = 3_600_000
/** What a day's last export may come late. */
const SETTLE_MS = 600_000

/**
 * What is to be done next, if anything: first what has reached its age goes, then small files are put together.
 * `keepOf` gives how long rows of an event type may be kept by the live pack, in ms; undefined: as the file says.
 */
export function planUpkeep(
  catalog: Catalog,
  nowMs: number,
  keepOf: (type: string) => number | undefined,
  options: UpkeepOptions = {},
): Upkeep | undefined {
  const keepMs = (file: HistoryFile) => Math.min(file.keepMs, keepOf(file.type) ?? file.keepMs)
  const expired = catalog.files.filter((file) => file.maxReceived + keepMs(file) <= nowMs)
  if (expired.length > 0) return { files: expired, fromMs: undefined, drop: true }
  // As in the database, rows may outlive a time of up to two days by an hour, and longer ones by a day.
  const part = catalog.files.find(
    (file) => file.minReceived + keepMs(file) + (keepMs(file) <= 48 * HOUR_MS ? 1 : 24) * HOUR_MS <= nowMs,
  )
  if (part !== undefined) return { files: [part], fromMs: nowMs - keepMs(part) + 1, drop: false }
  const files = toCompact(catalog, nowMs, { ...UPKEEP_DEFAULTS, ...options })
  return files && { files, fromMs: undefined, drop: false }
}

function toCompact(
  catalog: Catalog,
  nowMs: number,
  { filesPerTier, largeRows, mostRows }: Required<UpkeepOptions>,
): HistoryFile[] | undefined {
  const days = new Map<string, HistoryFile[]>()
  for (const file of catalog.files) {
    if (file.rows >= largeRows) continue
    const key = `${file.type} ${file.day} ${file.shape}`
    const group = days.get(key)
    if (group) group.push(file)
    else days.set(key, [file])
  }
  for (const group of days.values()) {
    const tiers = new Map<number, HistoryFile[]>()
    for (const file of group) {
      const tier = Math.max(0, Math.floor(Math.log(file.rows / 1000) / Math.log(filesPerTier)))
      tiers.set(tier, [...(tiers.get(tier) ?? []), file])
    }
    for (const tier of tiers.values()) {
      if (tier.length < filesPerTier) continue
      const some = adjacent(tier, mostRows)
      if (some.length > 1) return some
    }
    // A day that is over is made whole, unless only crumbs have come to it since.
    if (group.length < 2 || boundsOf(group[0]!.day).toMs + SETTLE_MS > nowMs) continue
    const largest = Math.max(...group.map(({ rows }) => rows))
    const rest = group.reduce((sum, { rows }) => sum + rows, 0) - largest
    if (rest * filesPerTier < largest) continue
    const some = adjacent(group, mostRows)
    if (some.length > 1) return some
  }
  return undefined
}

/** The first files in the order of their ids that together have no more than so many rows. */
function adjacent(files: readonly HistoryFile[], mostRows: number): HistoryFile[] {
  const sorted = [...files].sort((a, b) => (a.minId < b.minId ? -1 : 1))
  let rows = 0
  const some: HistoryFile[] = []
  for (const file of sorted) {
    rows += file.rows
    if (rows > mostRows) break
    some.push(file)
  }
  return some
}
