import type { TextModelParts } from '../../signals/text-model/served-parts.ts'
import type { FittedCalibration } from './fit-calibration.ts'

/** Folds the calibration of the first label into a linear model, so that it costs nothing to serve. */
export function calibrateParts<P extends Omit<TextModelParts, 'version'>>(
  parts: P,
  { slope, constant }: FittedCalibration,
): P {
  const steps = parts.steps.slice()
  const biases = parts.biases.slice()
  steps[0] = steps[0]! * slope
  biases[0] = biases[0]! * slope + constant
  return { ...parts, steps, biases }
}
