import { compactRows } from './compact-rows.ts'
import type { FeatureSpace } from './feature-space.ts'
import type { LinearWeights } from './linear-weights.ts'

/** Puts the value of each column for each of some rows into `into`, at `row * columns + column`. */
export function putMargins(
  space: FeatureSpace,
  { ids, weights, biases }: LinearWeights,
  rows: Int32Array,
  lengthPower: number,
  into: Float64Array,
): void {
  const columns = biases.length
  const { features, starts, norms } = compactRows(space, rows, ids, lengthPower)
  weights.forEach((own, k) => {
    for (let i = 0; i < rows.length; i++) {
      let sum = 0
      for (let f = starts[i]!; f < starts[i + 1]!; f++) sum += own[features[f]!]!
      into[rows[i]! * columns + k] = sum * norms[i]! + biases[k]!
    }
  })
}
