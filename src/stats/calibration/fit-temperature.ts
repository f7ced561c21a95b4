import { fitLogistic, type ScoredTruth } from './fit-platt.ts'

/**
 * The temperature, above 0, by which log-odds are divided to be probabilities: one number, which cannot change the order of
 * rows nor shift them all. Source: Guo, Pleiss, Sun and Weinberger, On Calibration of Modern Neural Networks (2017). Scores
 * that tell nothing get an infinite temperature: all is even then.
 */
export function fitTemperature(rows: readonly ScoredTruth[]): number {
  const scores = rows.map(({ score }) => score)
  const targets = rows.map(({ isPositive }) => Number(isPositive))
  const { slope } = fitLogistic(scores, targets, { slope: 1, offset: 0 }, { offset: true })
  return slope <= 0 ? Infinity : 1 / slope
}
