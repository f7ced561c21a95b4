const DAY = 24 * 60
/** Steps of a series, in minutes. */
const STEPS = [1, 2, 5, 10, 30, 60, 180, 360, 720, DAY, 7 * DAY] as const
/** A series has at most so many of them. */
const MOST_STEPS = 320

/** Rows by the minute (1) or by the hour (60), from a minute (inclusive) to another (exclusive). */
export interface Piece {
  readonly step: 1 | 60
  readonly from: number
  readonly to: number
}

export interface RollUpPlan {
  /** In minutes since the epoch, on the bounds of steps: at least what was asked for. */
  readonly from: number
  readonly to: number
  /** Length of a step, in minutes. */
  readonly every: number
  readonly series: readonly Piece[]
  readonly totals: readonly Piece[]
}

/**
 * Which roll-ups to read for a span of minutes, and in what steps: by the minute what they tell (`minutesFrom`: the first
 * minute that is still kept so), by the hour the rest. Totals take whole hours from the rows by the hour, which are fewer.
 */
export function planRollUps(asked: { from: number; to: number }, minutesFrom: number): RollUpPlan {
  const span = Math.max(1, asked.to - asked.from)
  const finest = asked.from < minutesFrom ? 60 : 1
  const every = STEPS.find((step) => step >= finest && span / step <= MOST_STEPS) ?? STEPS[STEPS.length - 1]!
  const from = Math.floor(asked.from / every) * every
  const to = Math.max(from + every, Math.ceil(asked.to / every) * every)
  // Steps of an hour and more are made of whole hours; a week begins on the day that the epoch did.
  if (every >= 60) {
    const whole = [{ step: 60, from, to }] as const
    return { from, to, every, series: whole, totals: whole }
  }
  const series = [{ step: 1, from, to }] as const
  const firstHour = Math.ceil(from / 60) * 60
  const lastHour = Math.floor(to / 60) * 60
  if (lastHour - firstHour < 60) return { from, to, every, series, totals: series }
  const pieces: readonly Piece[] = [
    { step: 1, from, to: firstHour },
    { step: 60, from: firstHour, to: lastHour },
    { step: 1, from: lastHour, to },
  ]
  return { from, to, every, series, totals: pieces.filter((piece) => piece.from < piece.to) }
}
