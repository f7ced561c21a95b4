/** A text and the labels that people gave it: the truth that a model learns from. */
export interface LabelledText {
  readonly text: string
  readonly labels: readonly string[]
}
