import { reliabilityBins } from '../../stats/calibration/reliability-bins.ts'
import { squaredCalibrationError } from '../../stats/calibration/squared-calibration-error.ts'
import { logOdds } from '../train/log-odds.ts'
import type { Calibration } from './evaluation.ts'
import type { ScoredRows } from './scored-rows.ts'

/** Compares how likely rows were said to violate with how many do. */
export function calibrationFigures(
  random: () => number,
  { scores, violates, groups }: ScoredRows,
  method: Calibration['method'],
): Calibration {
  const rows = Array.from(scores, (probability, i) => ({
    ...{ probability, isPositive: violates[i] === 1, cluster: String(groups[i]) },
  }))
  const error = squaredCalibrationError(random, rows, { draws: 400 })
  let [brier, logLoss] = [0, 0]
  for (let i = 0; i < scores.length; i++) {
    brier += (scores[i]! - violates[i]!) ** 2
    const z = logOdds(scores[i]!)
    logLoss += Math.log1p(Math.exp(violates[i] === 1 ? -z : z))
  }
  const of = scores.length
  return {
    method,
    squaredError: { value: error?.squared ?? 0, low: 0, high: error?.upper ?? 1, of },
    bins: reliabilityBins(rows).map(({ given, seen, interval, rows: count }) => ({
      rows: count,
      said: given,
      there: { value: seen, ...interval, of: count },
    })),
    brier: of === 0 ? 0 : brier / of,
    logLoss: of === 0 ? 0 : logLoss / of,
  }
}
