/** Events and matches by step, over all event types of a rule. */
export interface PastSeries {
  readonly times: readonly number[]
  readonly events: readonly number[]
  readonly matched: readonly number[]
  /** Matches by the verdict that was recorded. */
  readonly verdicts: Readonly<Record<string, readonly number[]>>
}

export interface WireSeries extends Omit<PastSeries, 'times'> {
  readonly times: readonly string[]
}

/** The sum of series over the same steps. */
export function sumOf(all: readonly WireSeries[]): PastSeries | undefined {
  const [first] = all
  if (first === undefined) return undefined
  const same = all.filter(({ times }) => times.length === first.times.length)
  const sum = (of: (series: WireSeries) => readonly number[] | undefined) =>
    first.times.map((_, i) => same.reduce((total, series) => total + (of(series)?.[i] ?? 0), 0))
  const verdicts = [...new Set(same.flatMap((series) => Object.keys(series.verdicts)))]
  return {
    times: first.times.map((time) => Date.parse(time)),
    events: sum((series) => series.events),
    matched: sum((series) => series.matched),
    verdicts: Object.fromEntries(verdicts.map((one) => [one, sum((series) => series.verdicts[one])])),
  }
}
