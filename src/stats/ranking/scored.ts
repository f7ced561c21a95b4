/** A row with the score a model gave and the truth; rows of one cluster (account) are not independent. */
export interface Scored {
  readonly score: number
  readonly isPositive: boolean
  readonly cluster?: string
}
