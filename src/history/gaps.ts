import type { Catalog } from './catalog.ts'
import { dayOf } from './paths.ts'

const DAY_MS = 86_400_000

/** What the history has for a range of time. */
export interface Coverage {
  /** When the first row that there is was received, in ms; undefined: there is none at all. */
  readonly since: number | undefined
  /** When the last was. */
  readonly until: number | undefined
  /** UTC days of the range for which there are no rows, `YYYY-MM-DD`. */
  readonly missingDays: readonly string[]
}

/** Says since when the history reaches, and for which days of `[from, to)` (ms) it has no rows of these types. */
export function gaps(catalog: Catalog, from: number, to: number, types?: ReadonlySet<string>): Coverage {
  const files = catalog.files.filter(({ type }) => types === undefined || types.has(type))
  const days = new Set(files.map(({ day }) => day))
  const missingDays: string[] = []
  for (let ms = Math.floor(from / DAY_MS) * DAY_MS; ms < to; ms += DAY_MS)
    if (!days.has(dayOf(ms))) missingDays.push(dayOf(ms))
  if (files.length === 0) return { since: undefined, until: undefined, missingDays }
  return {
    since: files.reduce((least, file) => Math.min(least, file.minReceived), Number.POSITIVE_INFINITY),
    until: files.reduce((most, file) => Math.max(most, file.maxReceived), Number.NEGATIVE_INFINITY),
    missingDays,
  }
}
