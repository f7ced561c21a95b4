/** What one batch of a proof found. */
export interface BatchResult {
  /** Comparisons of two backends over one rule and one event. */
  readonly evaluations: number
  /** Sums over batches, by name, as they are to be printed. */
  readonly figures: Readonly<Record<string, number>>
  /** Each with all that is needed to see it again. */
  readonly differences: readonly unknown[]
  /** What is wanted of the batch when all are done. */
  readonly rows?: readonly unknown[]
}

/** Something that is shown to hold by trying it on chance, batch by batch. */
export interface Proof {
  readonly name: string
  readonly summary: string
  /** It is done after so many batches, and goes on past differences; without, when enough was evaluated. */
  readonly batches?: number
  /** Makes ready what batches share. A batch depends on its seed and number alone. */
  open(): Promise<(seed: number, batch: number) => Promise<BatchResult>>
  /** Given the rows of all batches when these are done; says what it did. */
  finish?(rows: readonly unknown[], seed: number): string
}
