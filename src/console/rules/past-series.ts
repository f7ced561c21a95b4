import { askLines } from '../api/lines.ts'
import { type PastSeries, sumOf, type WireSeries } from './sum-series.ts'

/** Where a rule looks, and for what. */
export interface Look {
  readonly on: readonly string[]
  readonly when: string
  readonly worlds: readonly string[]
}

type Line = { readonly kind: string; readonly report?: { readonly series?: WireSeries | null } }

/** More event types than these are not asked one by one. */
const MOST_TYPES = 6
const HOUR_SECONDS = 3600

/** Looks for a condition hour by hour; undefined: nothing could be found out. */
export async function pastSeries(
  look: Look,
  span: { readonly from: string; readonly to: string },
  signal: AbortSignal,
): Promise<PastSeries | undefined> {
  const hours = (Date.parse(span.to) - Date.parse(span.from)) / 3_600_000
  const everySeconds = hours > 200 ? 24 * HOUR_SECONDS : HOUR_SECONDS
  const found: WireSeries[] = []
  for (const on of look.on.slice(0, MOST_TYPES)) {
    const where = look.worlds.length === 0 ? {} : { where: { worlds: [...look.worlds] } }
    const body = { on, when: look.when, everySeconds, ...where, ...span }
    await askLines<'investigate', Line>(
      'investigate',
      { body },
      ({ report }) => report?.series && found.push(report.series),
      signal,
    )
  }
  return sumOf(found)
}
