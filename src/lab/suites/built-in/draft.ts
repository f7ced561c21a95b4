/** A functionality as it is written here; its cases are named by their numbers. */
export interface Draft {
  readonly name: string
  readonly violates: boolean
  readonly mustPass: boolean
  readonly cases: readonly string[]
}
