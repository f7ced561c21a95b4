import type { Interval } from '../exact-interval.ts'

/** Plain JSON. */
export interface BettingInterval {
  readonly count: number
  readonly sum: number
  readonly squares: number
  /** ln of the wealth against each mean of the grid, from those who bet on more and on less. */
  readonly more: readonly number[]
  readonly less: readonly number[]
}

/** Means from 0 to 1 that are tried. */
const GRID = 400
const MEANS = Array.from({ length: GRID + 1 }, (_, i) => i / GRID)
/** No bet stakes more than this share of what cannot all be lost. */
const LARGEST = 0.5

export const NEW_BETTING_INTERVAL: BettingInterval = {
  ...{ count: 0, sum: 0, squares: 0 },
  ...{ more: MEANS.map(() => 0), less: MEANS.map(() => 0) },
}

/**
 * Takes up a number from 0 to 1, of which the mean given all before is to be found. Source: the hedged capital process of
 * Waudby-Smith and Ramdas (2024), section 4.2, with their predictable plug-in bets.
 */
export function addToInterval(seen: BettingInterval, value: number, level = 0.95): BettingInterval {
  if (!(value >= 0 && value <= 1))
    throw new RangeError(`Numbers of a betting interval are from 0 to 1, not ${value}`)
  const t = seen.count + 1
  const variance = (0.25 + seen.squares) / t
  const stake = Math.sqrt((2 * Math.log(2 / (1 - level))) / (variance * t * Math.log(t + 1)))
  const mean = (0.5 + seen.sum + value) / (t + 1)
  return {
    count: t,
    sum: seen.sum + value,
    squares: seen.squares + (value - mean) ** 2,
    more: seen.more.map(
      (log, i) => log + Math.log1p(Math.min(stake, LARGEST / MEANS[i]!) * (value - MEANS[i]!)),
    ),
    less: seen.less.map(
      (log, i) => log + Math.log1p(-Math.min(stake, LARGEST / (1 - MEANS[i]!)) * (value - MEANS[i]!)),
    ),
  }
}

/**
 * Where the mean lies: at any look, and at all looks together, but for a chance of 1 - level. One step of the grid (0.0025) wider
 * than what was not refuted.
 */
export function bettingInterval({ more, less }: BettingInterval, level = 0.95): Interval {
  const isLeft = (i: number) => Math.max(more[i]!, less[i]!) - Math.LN2 < -Math.log(1 - level)
  const left = MEANS.flatMap((_, i) => (isLeft(i) ? [i] : []))
  if (left.length === 0) return { low: 0, high: 1 }
  return { low: Math.max(0, (left[0]! - 1) / GRID), high: Math.min(1, (left[left.length - 1]! + 1) / GRID) }
}
