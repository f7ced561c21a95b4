/** A way in which a text is disguised from a filter and still read by people. Without chance: one text gives one text. */
export interface Transform {
  readonly name: string
  /**
   * Whether a model that reads letters could see through it: else (masks, initials) what is hidden is no longer in the text,
   * it is measured and shown, and no bar is set for it.
   */
  readonly canBeRead: boolean
  /** The disguised text; the same one where it does not apply. */
  apply(text: string): string
}
