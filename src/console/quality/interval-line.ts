/** An estimate with its interval, as a line of a chart. */
export interface IntervalLine {
  readonly id: string
  readonly label: string
  /** Null: not to be known; `text` says why. */
  readonly estimate: { readonly value: number; readonly low: number; readonly high: number } | null
  readonly text: string
  /** It stands under the line before. */
  readonly isNested?: boolean
  /** It needs a look; the text says so too. */
  readonly isAlarm?: boolean
}

export interface IntervalScale {
  readonly low: number
  readonly high: number
  /** Values to compare with, each with a name. */
  readonly marks?: readonly { readonly at: number; readonly name: string }[]
}

/** From 0 to a round number above all ends, so that one small share does not stand in a corner of 0 to 1. */
export function shareScale(lines: readonly Pick<IntervalLine, 'estimate'>[]): IntervalScale {
  const most = Math.max(0.001, ...lines.flatMap(({ estimate }) => estimate?.high ?? []))
  const power = 10 ** Math.floor(Math.log10(most))
  const high = Math.min(1, [1, 2, 4, 5, 8, 10].map((step) => step * power).find((end) => end >= most) ?? 1)
  return { low: 0, high }
}

/** Where a value stands on the scale, in per cent of its width. */
export function placeOf(value: number, { low, high }: IntervalScale): number {
  return ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * 100
}
