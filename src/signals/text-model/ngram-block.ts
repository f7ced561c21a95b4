/** Where an n-gram stands, for whoever explains: indexes into `places`, first and last unit. */
export interface NgramSpans {
  readonly firsts: Uint16Array
  readonly lasts: Uint16Array
}

/** A stretch of a folded text, with runs of a character cut at three and a space at both ends. */
export interface Block {
  readonly units: Uint16Array
  /** Which plain unit of the text each unit is. */
  readonly places: Int32Array
  length: number
}

/** What hash functions write to. */
export interface NgramSink {
  readonly hashes: Int32Array
  readonly spans: NgramSpans | undefined
  count: number
}
