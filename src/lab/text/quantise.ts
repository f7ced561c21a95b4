import type { FeatureSpace } from './feature-space.ts'
import type { Link } from './fit-link.ts'
import type { LinearWeights } from './linear-weights.ts'

/** Weights as they are served: see TextModelParts. */
export interface QuantisedWeights {
  readonly hashes: Int32Array
  readonly weights: Int8Array
  readonly steps: Float32Array
  readonly biases: Float32Array
}

/**
 * Folds the link into the weights, so that serving gives log odds by adding alone, and rounds each to one of 255
 * steps of its column. A feature that rounds to 0 everywhere stays, since it counts for the length of a text.
 */
export function quantise(
  space: FeatureSpace,
  { ids, weights, biases }: LinearWeights,
  link: Link,
): QuantisedWeights {
  const columns = biases.length
  const width = columns + 1
  const linked = new Float32Array(ids.length * columns)
  const largest = new Float64Array(columns)
  for (let f = 0; f < ids.length; f++) {
    const row = f * columns
    for (let k = 0; k < columns; k++) {
      let sum = 0
      for (let j = 0; j < columns; j++) sum += link.matrix[k * width + j]! * weights[j]![f]!
      linked[row + k] = sum
      if (Math.abs(sum) > largest[k]!) largest[k] = Math.abs(sum)
    }
  }
  const steps = Float32Array.from(largest, (most) => (most === 0 ? 1 : most / 127))
  const order = Int32Array.from({ length: ids.length }, (_, f) => f)
  order.sort((a, b) => (space.hashes[ids[a]!]! >>> 0) - (space.hashes[ids[b]!]! >>> 0))
  const hashes = new Int32Array(ids.length)
  const rounded = new Int8Array(linked.length)
  order.forEach((f, i) => {
    hashes[i] = space.hashes[ids[f]!]!
    for (let k = 0; k < columns; k++)
      rounded[i * columns + k] = Math.round(linked[f * columns + k]! / steps[k]!)
  })
  const linkedBiases = Float32Array.from({ length: columns }, (_, k) => {
    let sum = link.matrix[k * width + columns]!
    for (let j = 0; j < columns; j++) sum += link.matrix[k * width + j]! * biases[j]!
    return sum
  })
  return { hashes, weights: rounded, steps, biases: linkedBiases }
}
