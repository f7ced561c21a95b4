/** The chance of being chosen by one at least of several independent draws. */
export function jointProbability(probabilities: readonly number[]): number {
  return 1 - probabilities.reduce((missed, probability) => missed * (1 - probability), 1)
}
