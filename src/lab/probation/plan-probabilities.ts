import type { Stratum } from './design.ts'

/** How far the labels of a day have gone, for one stratum of one model. */
export interface Pace {
  /** Drawn today. */
  readonly drawn: number
  /** Decisions seen in the stratum, and in how many hours. */
  readonly seen: number
  readonly hours: number
  readonly hoursLeft: number
}

/** Probabilities come from this row, so that few different weights stand in a sample. */
const STEPS = [1, 2, 5]
/** So many decisions are seen before a rate is made of them. */
const LEAST_SEEN = 30
const FIRST: Readonly<Record<Stratum, number>> = {
  ...{ act: 1, 'new-only': 1, 'old-only': 1, review: 0.2, low: 0.02 },
}

/**
 * With what probability a stratum is drawn from now on, so that the day's labels last the day: known before anything is
 * drawn by it, and a function of what was seen before.
 */
export function probabilityOf(stratum: Stratum, labels: number, pace: Pace): number {
  const left = labels - pace.drawn
  if (left <= 0) return 0
  if (pace.seen < LEAST_SEEN) return FIRST[stratum]
  const toCome = (pace.seen / Math.max(pace.hours, 1 / 60)) * pace.hoursLeft
  return floorToStep(Math.min(1, left / Math.max(toCome, 1)))
}

/** The next lower of 1, 0.5, 0.2, 0.1, 0.05 … */
function floorToStep(share: number): number {
  if (share >= 1) return 1
  const power = Math.floor(Math.log10(share))
  // As a quotient of whole numbers, so that the same step is the same number each time.
  const digits = STEPS.findLast((step) => step / 10 ** -power <= share) ?? 1
  return digits / 10 ** -power
}
