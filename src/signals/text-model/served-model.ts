/** A stretch of a text, in UTF-16 units of the original, and how much it moved a label's score (log odds). */
export interface TextReason {
  readonly span: readonly [start: number, end: number]
  readonly weight: number
}

/** A trained text classifier that is ready to serve. Its answers depend on the text and its files alone. */
export interface TextModel {
  readonly name: string
  readonly labels: readonly string[]
  /** The first hex digits of the SHA-256 of the model's files. */
  readonly version: string
  /** Whether a text may have several labels, or none. */
  readonly multiLabel: boolean
  /** Puts the calibrated probability of each label (0 to 1) into `into`, in the order of `labels`. */
  score(text: string, into: Float32Array): void
  /** The labels that scores lead to: those past their tuned thresholds, or the likeliest one. */
  decide(scores: Float32Array): readonly string[]
  /** The stretches that carried the score of a label (its index), weightiest first; spans end on character boundaries. */
  explain(text: string, label: number): readonly TextReason[]
}
