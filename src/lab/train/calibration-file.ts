import { z } from 'zod'
import { canonicalJson } from '../../core/canonical-json.ts'
import type { FittedCalibration } from './fit-calibration.ts'

export const CALIBRATION_FILE = 'calibration.json'

/** How the log odds of `violates` were calibrated; of a linear model it is in the weights already. */
const CalibrationFile = z.strictObject({
  form: z.literal(1),
  method: z.enum(['out-of-fold', 'platt', 'temperature']),
  slope: z.number(),
  constant: z.number(),
  /** Whether whoever serves the model has to apply it. */
  toApply: z.boolean(),
})

/** Writes the calibration as a file of a model. */
export function writeCalibration(calibration: FittedCalibration, toApply: boolean): Uint8Array {
  const { method, slope, constant } = calibration
  return new TextEncoder().encode(`${canonicalJson({ form: 1, method, slope, constant, toApply })}\n`)
}

/** Reads it; throws an error that says what is wrong. */
export function readCalibration(bytes: Uint8Array): FittedCalibration & { readonly toApply: boolean } {
  const read = CalibrationFile.safeParse(parse(bytes))
  if (!read.success)
    throw new Error(`${CALIBRATION_FILE} of the model is not as it was written; train the model again`)
  return read.data
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
