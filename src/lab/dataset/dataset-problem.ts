/** Why rows make no dataset, and what is needed. Holds no content. */
export interface DatasetProblem {
  readonly why: string
  readonly wayOut: string
}
