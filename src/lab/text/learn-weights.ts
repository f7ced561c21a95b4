import type { ChosenFeatures } from './chosen-features.ts'
import { type CompactRows, compactRows } from './compact-rows.ts'
import type { FeatureSpace } from './feature-space.ts'
import type { LinearWeights } from './linear-weights.ts'
import { shuffle } from './seeded-random.ts'
import type { Targets } from './targets.ts'

/** The dual variables of each column, by row of the space: where learning from other rows can start. */
export type Duals = readonly Float32Array[]

export interface LearnOptions {
  /** Cost of an error of a class as frequent as its opposite. */
  readonly cost: number
  readonly epochs: number
  readonly lengthPower: number
}

/** Told of the first column after each epoch: its weights as they stand, and the mean loss met in that pass. */
export type EpochWatcher = (epoch: number, weights: Float32Array, bias: number, loss: number) => void

/**
 * Learns one L2-loss support vector machine a column by dual coordinate descent (C.-J. Hsieh et al., A Dual Coordinate
 * Descent Method for Large-scale Linear SVM, ICML 2008). Errors weigh inversely to how frequent their class is.
 * Weights are kept with the features' scales folded in, as they are served. One column after the other, so that its
 * weights and scales stay in the cache. Starts from `duals`, and leaves there what it ends with.
 */
export function learnWeights(
  random: () => number,
  space: FeatureSpace,
  { columns, has }: Targets,
  rows: Int32Array,
  { ids, squares }: ChosenFeatures,
  { cost, epochs, lengthPower }: LearnOptions,
  duals: Duals,
  watch?: EpochWatcher,
): LinearWeights {
  const compact = compactRows(space, rows, ids, lengthPower)
  const orders = Array.from({ length: epochs }, () => {
    const order = Int32Array.from({ length: rows.length }, (_, i) => i)
    shuffle(random, order)
    return order
  })
  const biases = new Float64Array(columns)
  const weights = squares.map((own, k) => {
    const positive = Uint8Array.from(rows, (row) => has[row * columns + k]!)
    const alphas = Float32Array.from(rows, (row) => duals[k]![row]!)
    const learnt = learnColumn(compact, positive, own, orders, cost, alphas, k === 0 ? watch : undefined)
    rows.forEach((row, i) => {
      duals[k]![row] = alphas[i]!
    })
    biases[k] = learnt.bias
    return learnt.weights
  })
  return { ids, weights, biases }
}

function learnColumn(
  { features, starts, norms }: CompactRows,
  positive: Uint8Array,
  squares: Float32Array,
  orders: readonly Int32Array[],
  cost: number,
  alphas: Float32Array,
  watch: EpochWatcher | undefined,
): { weights: Float32Array; bias: number } {
  const count = norms.length
  const positives = positive.reduce((sum, one) => sum + one, 0)
  // 1 / (2 C), where C is cost * rows / (2 * size of the class); a class that is not there has no rows to weigh.
  const slack = [(count - positives) / (count * cost), positives / (count * cost)] as const
  const weights = new Float32Array(squares.length)
  const lengths = new Float32Array(count)
  const resting = new Uint8Array(count)
  let bias = 0
  for (let i = 0; i < count; i++) {
    if (alphas[i] === 0) continue
    const change = positive[i] === 1 ? alphas[i]! : -alphas[i]!
    bias += change
    const step = change * norms[i]!
    for (let f = starts[i]!; f < starts[i + 1]!; f++) {
      const feature = features[f]!
      weights[feature] = weights[feature]! + step * squares[feature]!
    }
  }
  for (let epoch = 0; epoch < orders.length; epoch++) {
    const order = orders[epoch]!
    let loss = 0
    for (let p = 0; p < count; p++) {
      const i = order[p]!
      if (resting[i] !== 0) continue
      const from = starts[i]!
      const to = starts[i + 1]!
      const norm = norms[i]!
      const y = positive[i] === 1 ? 1 : -1
      const diagonal = slack[positive[i] === 1 ? 1 : 0]
      const alpha = alphas[i]!
      let sum = 0
      for (let f = from; f < to; f++) sum += weights[features[f]!]!
      const short = 1 - y * (sum * norm + bias)
      if (short > 0) loss += short * short
      const gradient = diagonal * alpha - short
      if (alpha === 0 && gradient >= 0) {
        // Rows that are right by far are not looked at again.
        if (gradient > (epoch === 0 ? FIRST_REST_FROM : REST_FROM)) resting[i] = 1
        continue
      }
      let length = lengths[i]!
      if (length === 0) {
        for (let f = from; f < to; f++) length += squares[features[f]!]!
        length = length * norm * norm + 1
        lengths[i] = length
      }
      const next = Math.max(0, alpha - gradient / (length + diagonal))
      const change = (next - alpha) * y
      // A change that moves its own score by less than a fiftieth is not worth its pass over memory.
      if (Math.abs(change) * length < 2e-2) continue
      alphas[i] = next
      bias += change
      const step = change * norm
      for (let f = from; f < to; f++) {
        const feature = features[f]!
        weights[feature] = weights[feature]! + step * squares[feature]!
      }
    }
    watch?.(epoch, weights, bias, count === 0 ? 0 : loss / count)
  }
  return { weights, bias }
}

/** How far past its margin a row is right by far: in the first pass, and later. */
const FIRST_REST_FROM = 0.4
const REST_FROM = 0.1
