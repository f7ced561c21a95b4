/** A figure that we set out to reach. */
export interface Reach {
  readonly what: string
  readonly value: string
  readonly reach: string
  readonly isReached: boolean
}
