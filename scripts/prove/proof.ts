/** What one batch of a proof found. */
export interface BatchResult {
  /** Comparisons of two backends over one rule and one event. */
  readonly evaluations: number
  /** Sums over batches, by name, as they are to be printed. */
  readonly figures: Readonly<Record<string, number>>
  /** Each with all that is needed to see it again. */
  readonly differences: readonly unknown[]
}

/** Something that is shown to hold by trying it on chance, batch by batch. */
export interface Proof {
  readonly name: string
  readonly summary: string
  /** Makes ready what batches share. A batch depends on its seed and number alone. */
  open(): Promise<(seed: number, batch: number) => Promise<BatchResult>>
}
