/** Running mean and spread of numbers; plain JSON. Source: Welford, Technometrics 4 (1962). */
export interface RunningMean {
  readonly count: number
  readonly mean: number
  /** Sum of squared differences from the mean. */
  readonly squares: number
}

export const NOTHING_SEEN: RunningMean = { count: 0, mean: 0, squares: 0 }

export function addNumber({ count, mean, squares }: RunningMean, value: number): RunningMean {
  const next = mean + (value - mean) / (count + 1)
  return { count: count + 1, mean: next, squares: squares + (value - mean) * (value - next) }
}

/** Below so many numbers their spread is not known well enough: from 30 on, one in seven runs of a rare event errs at 5 %. */
const LEAST_COUNT = 200

/**
 * ln of the evidence that the mean of a guardrail (latency, report rate, appeal rate) is not `expected`: the mixture
 * sequential probability ratio, whose shift is thought to have standard deviation `shift`. 0 below 200 numbers.
 *
 * Valid at any look for normal values of known spread; here the spread is estimated, so that it holds for many numbers, not
 * exactly. Where it must be exact, bound the values and use `placeBet`; for rare events `logEvidence` on their counts. Source: Robbins 1970; Johari, Pekelis and Walsh, Always
 * Valid Inference (2015).
 */
export function logMeanShift({ count, mean, squares }: RunningMean, expected: number, shift: number): number {
  if (count < LEAST_COUNT) return 0
  const variance = squares / (count - 1)
  if (variance === 0) return mean === expected ? 0 : Infinity
  const all = variance + count * shift * shift
  return 0.5 * Math.log(variance / all) + (count * shift * (mean - expected)) ** 2 / (2 * variance * all)
}
