import type { ChosenFeatures } from './chosen-features.ts'
import type { FeatureSpace } from './feature-space.ts'
import type { LinearWeights } from './linear-weights.ts'
import { shuffle } from './seeded-random.ts'
import { sumRows } from './sum-rows.ts'
import type { Targets } from './targets.ts'

export interface LearnOptions {
  /** Cost of an error of a class as frequent as its opposite. */
  readonly cost: number
  readonly epochs: number
  readonly lengthPower: number
}

/**
 * Learns one L2-loss support vector machine a column by dual coordinate descent (C.-J. Hsieh et al., A Dual Coordinate
 * Descent Method for Large-scale Linear SVM, ICML 2008), all columns in one pass over the rows. Errors weigh inversely
 * to how frequent their class is. Weights are kept with the features' scales folded in, as they are served.
 */
export function learnWeights(
  random: () => number,
  space: FeatureSpace,
  { columns, has }: Targets,
  rows: Int32Array,
  { ids, squares }: ChosenFeatures,
  { cost, epochs, lengthPower }: LearnOptions,
): LinearWeights {
  const { features, starts, norms } = compactRows(space, rows, ids, lengthPower)
  const count = rows.length
  const weights = new Float32Array(ids.length * columns)
  const biases = new Float64Array(columns)
  const alphas = new Float32Array(count * columns)
  const lengths = squaredLengths(features, starts, norms, squares, columns)
  const slack = slackOf(has, rows, columns, cost)
  const order = Int32Array.from({ length: count }, (_, i) => i)
  const sums = new Float64Array(columns)

  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(random, order)
    for (let p = 0; p < count; p++) {
      const i = order[p]!
      const from = starts[i]!
      const to = starts[i + 1]!
      const norm = norms[i]!
      sumRows(weights, features, from, to, columns, sums)
      for (let k = 0; k < columns; k++) {
        const at = i * columns + k
        const positive = has[rows[i]! * columns + k]!
        const y = positive ? 1 : -1
        const diagonal = slack[k * 2 + positive]!
        const alpha = alphas[at]!
        const gradient = y * (sums[k]! * norm + biases[k]!) - 1 + diagonal * alpha
        if (alpha === 0 && gradient >= 0) continue
        const next = Math.max(0, alpha - gradient / (lengths[at]! + diagonal))
        const change = (next - alpha) * y
        // A change that moves no score by a thousandth is not worth its pass over memory.
        if (Math.abs(change) * lengths[at]! < 1e-3) continue
        alphas[at] = next
        biases[k] = biases[k]! + change
        const step = change * norm
        for (let f = from; f < to; f++) {
          const w = features[f]! * columns + k
          weights[w] = weights[w]! + step * squares[w]!
        }
      }
    }
  }
  return { ids, weights, biases: Float32Array.from(biases) }
}

/** The chosen features of each row, numbered as chosen, and what its sum is multiplied by. */
function compactRows(space: FeatureSpace, rows: Int32Array, ids: Int32Array, lengthPower: number) {
  const chosen = new Int32Array(space.hashes.length).fill(-1)
  for (let i = 0; i < ids.length; i++) chosen[ids[i]!] = i
  const features = new Int32Array(space.features.length)
  const starts = new Int32Array(rows.length + 1)
  const norms = new Float32Array(rows.length)
  let n = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    for (let f = space.starts[row]!; f < space.starts[row + 1]!; f++) {
      const feature = chosen[space.features[f]!]!
      if (feature >= 0) features[n++] = feature
    }
    starts[i + 1] = n
    const known = n - starts[i]!
    norms[i] = known === 0 ? 0 : known ** -lengthPower
  }
  return { features, starts, norms }
}

/** The squared length of each row in each column, the bias's 1 included. */
function squaredLengths(
  features: Int32Array,
  starts: Int32Array,
  norms: Float32Array,
  squares: Float32Array,
  columns: number,
): Float32Array {
  const lengths = new Float32Array(norms.length * columns)
  const sums = new Float64Array(columns)
  for (let i = 0; i < norms.length; i++) {
    sumRows(squares, features, starts[i]!, starts[i + 1]!, columns, sums)
    for (let k = 0; k < columns; k++) lengths[i * columns + k] = sums[k]! * norms[i]! * norms[i]! + 1
  }
  return lengths
}

/** 1 / (2 C) of the negative and the positive class of each column. */
function slackOf(has: Uint8Array, rows: Int32Array, columns: number, cost: number): Float64Array {
  const slack = new Float64Array(columns * 2)
  for (let k = 0; k < columns; k++) {
    let positives = 0
    for (const row of rows) positives += has[row * columns + k]!
    // Its cost is cost * rows / (2 * size); a class that is not there has no rows to weigh.
    slack[k * 2] = (rows.length - positives) / (rows.length * cost)
    slack[k * 2 + 1] = positives / (rows.length * cost)
  }
  return slack
}
