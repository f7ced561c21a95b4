/** The hash of a counter's key in every row, in two halves. */
export interface KeyColumn {
  readonly hi: Uint32Array
  readonly lo: Uint32Array
  /** 0 where a part of the key is missing; undefined: nowhere. */
  readonly has: Uint8Array | undefined
}
