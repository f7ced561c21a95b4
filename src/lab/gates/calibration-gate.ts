import type { Estimate } from '../evaluate/evaluation.ts'
import { GATE_ALPHA, type Gate } from './gate-evidence.ts'

/**
 * A score of 0.7 is right seven times of ten: the upper bound of the debiased squared error (A. Kumar et al., NeurIPS
 * 2019), by resampling groups, is within the bar. The plain calibration error is noise: of a perfect model on 300 rows it
 * is 0.05.
 */
export const calibrationGate: Gate = {
  ...{ gate: 'calibration', for: 'rank', on: 'tune' },
  judge({ evaluation: { calibration }, bars }) {
    const { value, low, high, of } = calibration.squaredError
    const figures = {
      squaredError: value,
      low,
      high,
      rows: of,
      bar: bars.calibration,
      method: calibration.method,
    }
    const says = `squared calibration error at most ${high.toFixed(4)} (bar ${bars.calibration})`
    if (high <= bars.calibration) return { verdict: 'pass', alpha: GATE_ALPHA, says, figures }
    const short = value < bars.calibration
    const labelsNeeded = short ? moreLabels(calibration.squaredError, bars.calibration) : undefined
    return {
      ...{
        verdict: low > bars.calibration ? 'fail' : 'inconclusive',
        alpha: GATE_ALPHA,
        says,
        figures,
        labelsNeeded,
      },
      wayOut: short
        ? `label about ${labelsNeeded} rows more`
        : 'train again: its scores do not say what they mean',
    }
  },
}

/**
 * The root of the bound comes down to the root of the error with the root of the rows: so many more until it is within the
 * bar. A sixth of the labels is for tuning.
 */
function moreLabels({ value, high, of }: Estimate, bar: number): number {
  const root = Math.sqrt(Math.max(0, value))
  const factor = ((Math.sqrt(high) - root) / (Math.sqrt(bar) - root)) ** 2
  return Math.ceil(((factor - 1) * of) / 0.15 / 100) * 100
}
