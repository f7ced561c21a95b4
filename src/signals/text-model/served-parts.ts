/** Everything that a served text model is made of, as its files hold it. */
export interface TextModelParts {
  readonly name: string
  readonly version: string
  readonly labels: readonly string[]
  readonly multiLabel: boolean
  /** The hash of each feature, rising as unsigned numbers. */
  readonly hashes: Int32Array
  /** A row for each hash with a weight for each column: the labels, or of two exclusive labels the second alone. */
  readonly weights: Int8Array
  /** What a weight of 1 is worth, by column. */
  readonly steps: Float32Array
  readonly biases: Float32Array
  /** The sum of weights is divided by the number of known features to this power. */
  readonly lengthPower: number
  /**
   * By label. Multi-label: the probability from which a text has the label. Else what a probability is multiplied
   * by before the largest is chosen.
   */
  readonly thresholds: Float32Array
  /** Whether a text with no label past its threshold gets the label nearest to it. */
  readonly atLeastOne: boolean
}

/** How many columns of weights there are. */
export function columnsOf(labels: number, multiLabel: boolean): number {
  return labels === 2 && !multiLabel ? 1 : labels
}
