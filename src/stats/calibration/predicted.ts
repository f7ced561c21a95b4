/** A probability that a model gave, and what was true; rows of one cluster (account) are not independent. */
export interface Predicted {
  readonly probability: number
  readonly isPositive: boolean
  readonly cluster?: string
}
