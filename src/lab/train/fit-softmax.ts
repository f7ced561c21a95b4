import { seededRandom, shuffle } from '../text/seeded-random.ts'

/** For each class the weights of the features, and a constant. */
export interface Softmax {
  readonly weights: readonly Float32Array[]
  readonly biases: Float32Array
}

export interface SoftmaxSettings {
  /** Strength of the L2 penalty on each weight, of the mean loss of a row. */
  readonly ridge: number
  /** Times that each row is looked at. */
  readonly rounds: number
  /** How far the first step goes, for one feature; it falls to 0 in a straight line. */
  readonly rate: number
}

/**
 * Softmax regression with an L2 penalty by stochastic gradient descent, a row at a time in an order drawn by the seed: the same rows
 * give the same weights. `x`: `width` features a row, of mean 0 and about the same size; `rows`: numbers of those to learn from, whose
 * class is `of[row]`.
 */
export function fitSoftmax(
  x: Float32Array,
  width: number,
  rows: Int32Array,
  { of, classes }: { readonly of: Uint16Array; readonly classes: number },
  { ridge, rounds, rate }: SoftmaxSettings,
  seed: number,
): Softmax {
  const weights = Array.from({ length: classes }, () => new Float32Array(width))
  const biases = new Float32Array(classes)
  const order = rows.slice()
  const random = seededRandom(seed)
  const chances = new Float64Array(classes)
  const steps = rounds * rows.length
  let step = 0
  for (let round = 0; round < rounds; round++) {
    shuffle(random, order)
    for (const row of order) {
      const own = x.subarray(row * width, (row + 1) * width)
      classChances(own, weights, biases, chances)
      const length = (rate * (1 - step++ / steps)) / Math.sqrt(width)
      const shrink = 1 - length * ridge
      for (let c = 0; c < classes; c++) {
        const error = length * (chances[c]! - Number(c === of[row]))
        const weight = weights[c]!
        for (let k = 0; k < width; k++) weight[k] = weight[k]! * shrink - error * own[k]!
        biases[c]! -= error
      }
    }
  }
  return { weights, biases }
}

/** The probability of each class for one row of features. */
export function classChances(
  own: Float32Array,
  weights: readonly ArrayLike<number>[],
  biases: ArrayLike<number>,
  into: Float64Array,
): void {
  let most = Number.NEGATIVE_INFINITY
  for (let c = 0; c < weights.length; c++) {
    const weight = weights[c]!
    let z = biases[c]!
    for (let k = 0; k < own.length; k++) z += weight[k]! * own[k]!
    into[c] = z
    most = Math.max(most, z)
  }
  let sum = 0
  for (let c = 0; c < into.length; c++) {
    into[c] = Math.exp(into[c]! - most)
    sum += into[c]!
  }
  for (let c = 0; c < into.length; c++) into[c]! /= sum
}
