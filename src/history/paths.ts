/** How files are written; a reader can leave out row groups. */
export const PARQUET = 'format parquet, compression zstd, compression_level 1, row_group_size 122880'

const DAY_MS = 86_400_000

/** The UTC day of a time in ms, `YYYY-MM-DD`. */
export function dayOf(ms: number): string {
  const number = Math.floor(ms / DAY_MS)
  if (number !== lastNumber) {
    lastNumber = number
    lastDay = new Date(number * DAY_MS).toISOString().slice(0, 10)
  }
  return lastDay
}

// Nearly all rows are of the same day as the row before.
let lastNumber = Number.NaN
let lastDay = ''

/** When a UTC day begins and when it is over, in ms. */
export function boundsOf(day: string): { readonly fromMs: number; readonly toMs: number } {
  const fromMs = Date.parse(`${day}T00:00:00Z`)
  return { fromMs, toMs: fromMs + DAY_MS }
}

/** Where files of an event type and day lie, below the history's folder. */
export function partitionPath(type: string, day: string): string {
  return `type=${encodeURIComponent(type)}/day=${day}`
}
