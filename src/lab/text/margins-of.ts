import type { FeatureSpace } from './feature-space.ts'
import type { LinearWeights } from './linear-weights.ts'

/** Adds the value of each column for each of some rows to `into`, at `row * columns + column`. */
export function addMargins(
  space: FeatureSpace,
  { ids, weights, biases }: LinearWeights,
  rows: Int32Array,
  lengthPower: number,
  into: Float64Array,
): void {
  const columns = biases.length
  const chosen = new Int32Array(space.hashes.length).fill(-1)
  for (let i = 0; i < ids.length; i++) chosen[ids[i]!] = i
  const sums = new Float64Array(columns)
  for (const row of rows) {
    sums.fill(0)
    let known = 0
    for (let f = space.starts[row]!; f < space.starts[row + 1]!; f++) {
      const feature = chosen[space.features[f]!]!
      if (feature < 0) continue
      known++
      for (let k = 0; k < columns; k++) sums[k] = sums[k]! + weights[feature * columns + k]!
    }
    const norm = known === 0 ? 0 : known ** -lengthPower
    for (let k = 0; k < columns; k++) {
      const at = row * columns + k
      into[at] = into[at]! + sums[k]! * norm + biases[k]!
    }
  }
}
