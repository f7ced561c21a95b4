import { fitPlatt } from '../../stats/calibration/fit-platt.ts'
import { fitTemperature } from '../../stats/calibration/fit-temperature.ts'

/** Log odds are multiplied by `slope`, and `constant` is added. */
export interface FittedCalibration {
  readonly method: 'out-of-fold' | 'platt' | 'temperature'
  readonly slope: number
  readonly constant: number
}

export const AS_IT_IS: FittedCalibration = { method: 'out-of-fold', slope: 1, constant: 0 }

/** 99 % points of chi-squared with one and two degrees of freedom: twice the log likelihood must rise by more. */
const ONE_MORE = 6.63
const TWO_MORE = 9.21

/** Too few rows of either class say less than what is there already. */
const LEAST_ROWS = 20

/**
 * Calibrates the log odds of `violates` on tune rows, and says by which method. `isCalibrated`: they are calibrated already
 * (out of fold), and stay so unless Platt's scaling (1999) is better beyond chance. Else: temperature (C. Guo et al., 2017),
 * or Platt's scaling where a constant helps beyond chance.
 */
export function fitCalibration(
  logits: Float64Array,
  violates: Uint8Array,
  isCalibrated: boolean,
): FittedCalibration {
  const positives = violates.reduce((sum, one) => sum + one, 0)
  const few = Math.min(positives, violates.length - positives) < LEAST_ROWS
  if (few) return isCalibrated ? AS_IT_IS : { ...AS_IT_IS, method: 'temperature' }
  const rows = Array.from(logits, (score, i) => ({ score, isPositive: violates[i] === 1 }))
  const { slope, offset } = fitPlatt(rows)
  const platt: FittedCalibration = { method: 'platt', slope: Math.max(MIN_SLOPE, slope), constant: offset }
  const best = logLikelihood(logits, violates, platt)
  if (isCalibrated)
    return 2 * (best - logLikelihood(logits, violates, AS_IT_IS)) > TWO_MORE ? platt : AS_IT_IS
  const temperature: FittedCalibration = {
    method: 'temperature',
    slope: Math.max(MIN_SLOPE, 1 / fitTemperature(rows)),
    constant: 0,
  }
  return 2 * (best - logLikelihood(logits, violates, temperature)) > ONE_MORE ? platt : temperature
}

/** A model that ranks the wrong way round is not turned round by calibrating it. */
const MIN_SLOPE = 1e-3

function logLikelihood(
  logits: Float64Array,
  violates: Uint8Array,
  { slope, constant }: FittedCalibration,
): number {
  let sum = 0
  for (let row = 0; row < logits.length; row++) {
    const z = slope * logits[row]! + constant
    // ln(1 / (1 + e^-z)) without overflow.
    sum -= violates[row] === 1 ? softplus(-z) : softplus(z)
  }
  return sum
}

function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))
}
