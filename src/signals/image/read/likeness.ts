import { BIAS, DEVIATIONS, LINEAR, MEANS, SQUARES } from './likeness-weights.ts'

/** How like writing a group is by its features, 0 to 1: a logistic model of them and their squares. */
export function likeness(features: readonly number[]): number {
  let sum = BIAS
  for (let at = 0; at < features.length; at++) {
    const z = Math.min(4, Math.max(-4, (features[at]! - MEANS[at]!) / DEVIATIONS[at]!))
    sum += z * LINEAR[at]! + z * z * SQUARES[at]!
  }
  return 1 / (1 + Math.exp(-sum))
}
