/** Linear functions of features, one a column: `(sum of weights) / known ** lengthPower + bias`. */
export interface LinearWeights {
  /** Ids of features in their space. */
  readonly ids: Int32Array
  /** `columns` weights a feature, in the order of `ids`. */
  readonly weights: Float32Array
  readonly biases: Float32Array
}
