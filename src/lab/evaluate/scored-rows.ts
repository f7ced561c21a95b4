/**
 * Rows of one split with their scores of `violates`: what intervals, thresholds and gates are computed from. Index-parallel;
 * holds no text. Those of `certify` are for tests that say pass or fail, and are never shown.
 */
export interface ScoredRows {
  /** Numbers of the rows in their dataset, rising. */
  readonly rows: Int32Array
  readonly violates: Uint8Array
  readonly scores: Float32Array
  /** Rows of one account, or of one cluster of near-duplicates, have the same number: they say the same thing twice. */
  readonly groups: Int32Array
}
