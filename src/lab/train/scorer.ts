/** A trained model as everything after training sees it: texts in, calibrated scores out. */
export interface Scorer {
  /** `violates` first, then the categories. */
  readonly labels: readonly string[]
  /** Scores of one text in this thread, at once; not there where the model runs in another one. */
  now?(text: string): Float32Array
  /** Scores from 0 to 1, labels of the first text first. Rejects when the model cannot be asked. */
  score(texts: readonly string[]): Promise<Float32Array>
}

/** Scores of `violates` alone, in the order of the texts. */
export async function scoreViolates(scorer: Scorer, texts: readonly string[]): Promise<Float32Array> {
  const all = await scorer.score(texts)
  const count = scorer.labels.length
  return count === 1 ? all : Float32Array.from(texts, (_, i) => all[i * count]!)
}
