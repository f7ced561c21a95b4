/** What is to be said of a file that was read: never its content. */
export interface ImageFinding {
  readonly code:
    | 'not-an-image'
    | 'svg'
    | 'too-many-bytes'
    | 'too-many-pixels'
    | 'too-slow'
    | 'not-decodable'
    | 'damaged'
    | 'truncated'
    | 'polyglot'
    | 'trailing-bytes'
    | 'animated'
  /** An error means that there is no picture, or that the file is something else as well. */
  readonly severity: 'error' | 'warning' | 'note'
  /** The part of the file. */
  readonly at: string
  readonly says: string
}
