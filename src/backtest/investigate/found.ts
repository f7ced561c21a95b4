import { GroupCounts } from './group-counts.ts'

/** What is counted while the past is looked through. */
export interface Found {
  events: number
  matched: number
  unknown: number
  /** By step of the series. */
  readonly seriesEvents: Float64Array
  readonly seriesMatched: Float64Array
  readonly groups: GroupCounts
}

/** Steps of a series, in ms. */
export interface Steps {
  readonly fromMs: number
  readonly everyMs: number
  readonly count: number
}

export function emptyFound({ count }: Steps): Found {
  return {
    events: 0,
    matched: 0,
    unknown: 0,
    seriesEvents: new Float64Array(count),
    seriesMatched: new Float64Array(count),
    groups: new GroupCounts(),
  }
}

const MINUTE = 60_000
const NICE = [1, 5, 15, 60, 6 * 60, 24 * 60, 7 * 24 * 60].map((minutes) => minutes * MINUTE)
/** About so many steps, when nobody says how long one is. */
const STEPS = 60

/** The steps of a range; each begins at a multiple of its length. */
export function stepsOf(from: number, to: number, everyMs?: number): Steps {
  const every = everyMs ?? NICE.find((one) => (to - from) / one <= STEPS) ?? NICE.at(-1)!
  const fromMs = Math.floor(from / every) * every
  return { fromMs, everyMs: every, count: Math.max(1, Math.ceil((to - fromMs) / every)) }
}
