import { percent } from '../../page/charts.ts'
import type { Estimate, Use } from '../evaluate/evaluation.ts'

export const USES: Readonly<Record<Use, string>> = {
  review: 'ranks for review',
  act: 'acts, reversibly',
  actForGood: 'acts for good',
}

/** A share with its interval: `93 % (88 % to 96 %)`. */
export function shareText(one: Estimate | undefined): string {
  return one === undefined
    ? 'not told'
    : `${percent(one.value)} (${percent(one.low)} to ${percent(one.high)})`
}

/** A figure from 0 to 1 with its interval, in thousandths. */
export function figureText(one: Estimate | undefined): string {
  return one === undefined
    ? 'not told'
    : `${thousandths(one.value)} (${thousandths(one.low)} to ${thousandths(one.high)})`
}

/** Without the sign of what rounds to 0. */
function thousandths(value: number): string {
  return (Math.round(value * 1000) / 1000 + 0).toFixed(3)
}

export function thresholdText(threshold: number | undefined): string {
  return threshold === undefined ? 'never: not certified' : `from ${threshold.toFixed(4)}`
}

export const LEARNERS = {
  linear: 'a linear model over hashed n-grams of characters, words and jamo',
  head: 'a linear head on a frozen ONNX model',
  onnx: 'an ONNX classifier as it was given, calibrated',
} as const
