/**
 * Whether a threshold was certified on the certify rows: all that may be told of them. `threshold` is the lowest that was;
 * undefined: none, and the model never acts so.
 */
export interface Certification {
  readonly for: 'act' | 'actForGood'
  /** Precision that it must have. */
  readonly bar: number
  /** Chance that a threshold below the bar is certified. */
  readonly alpha: number
  readonly threshold: number | undefined
  /** Thresholds that stood to be tried, strictest first; chosen on tune. */
  readonly candidates: number
  /** Independent certify rows that reach the threshold, or the best candidate where none was certified: no label is used. */
  readonly reaching: number
  /** Independent certify rows in all. */
  readonly of: number
  /** How it does on tune at that threshold, where figures may be told. */
  readonly tunePrecision: number | undefined
  readonly tuneReaching: number
  /**
   * More labelled rows that reach the threshold, of as many accounts, that would certify it in nine of ten tries, were its
   * precision what tune says; undefined when it is certified, or when no number of rows would do.
   */
  readonly labelsNeeded: number | undefined
}
