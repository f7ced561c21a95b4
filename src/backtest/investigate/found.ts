import { GroupCounts } from './group-counts.ts'
import { NewestEvents } from './newest-events.ts'

/** What is counted while the past is looked through. */
export interface Found {
  events: number
  matched: number
  unknown: number
  /** By step of the series. */
  readonly seriesEvents: Float64Array
  readonly seriesMatched: Float64Array
  /** Matching events by verdict, each by step. */
  readonly seriesVerdicts: Map<string, Float64Array>
  readonly groups: GroupCounts
  /** One for each list asked for. */
  readonly lists: readonly GroupCounts[]
  readonly newest: NewestEvents
}

/** Steps of a series, in ms. */
export interface Steps {
  readonly fromMs: number
  readonly everyMs: number
  readonly count: number
}

export function emptyFound({ count }: Steps, lists = 0, newest = 0, before?: string): Found {
  return {
    events: 0,
    matched: 0,
    unknown: 0,
    seriesEvents: new Float64Array(count),
    seriesMatched: new Float64Array(count),
    seriesVerdicts: new Map(),
    groups: new GroupCounts(),
    lists: Array.from({ length: lists }, () => new GroupCounts()),
    newest: new NewestEvents(newest, before),
  }
}

/** Adds to a step of a verdict's series. */
export function addVerdict(
  { seriesVerdicts, seriesMatched }: Found,
  verdict: string,
  step: number,
  count: number,
): void {
  let series = seriesVerdicts.get(verdict)
  if (series === undefined) {
    series = new Float64Array(seriesMatched.length)
    seriesVerdicts.set(verdict, series)
  }
  series[step]! += count
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
