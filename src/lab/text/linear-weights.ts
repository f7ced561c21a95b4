/** Linear functions of features, one a column: `(sum of weights) / known ** lengthPower + bias`. */
export interface LinearWeights {
  /** Ids of features in their space. */
  readonly ids: Int32Array
  /** By column, the weight of each feature, in the order of `ids`. */
  readonly weights: readonly Float32Array[]
  readonly biases: Float64Array
}
