/** A label, and the chance of each value by a model that did not learn from this row. */
export interface HeldOutRow {
  readonly label: number
  readonly probabilities: readonly number[]
}

export interface SuspectedError {
  readonly row: number
  /** The value that the model is confident of instead. */
  readonly likely: number
  /** How much more probable that is than the label, each beside its threshold; the list is sorted by it. */
  readonly margin: number
}

/**
 * Labels that are probably wrong, the surest first: rows of which a model is as confident that they are of another value as it
 * is, on average, of rows that have that value. Values that nobody gave as a label are never suspected.
 *
 * The list is a suspicion to be reviewed, and its own precision to be sampled; no label is changed by it. Source: Northcutt,
 * Jiang and Chuang, Confident Learning (JAIR 70, 2021): the confident joint, ranked by normalised margin.
 */
export function suspectedErrors(rows: readonly HeldOutRow[]): SuspectedError[] {
  const sums = new Map<number, { sum: number; rows: number }>()
  for (const { label, probabilities } of rows) {
    const one = sums.get(label) ?? { sum: 0, rows: 0 }
    one.sum += probabilities[label] ?? 0
    one.rows++
    sums.set(label, one)
  }
  const thresholds = new Map([...sums].map(([label, { sum, rows: of }]) => [label, sum / of]))
  const suspected: SuspectedError[] = []
  for (const [row, { label, probabilities }] of rows.entries()) {
    let likely = -1
    for (const [value, threshold] of thresholds) {
      const probability = probabilities[value] ?? 0
      if (probability >= threshold && (likely === -1 || probability > probabilities[likely]!)) likely = value
    }
    if (likely === -1 || likely === label) continue
    const own = (probabilities[label] ?? 0) - thresholds.get(label)!
    suspected.push({ row, likely, margin: probabilities[likely]! - thresholds.get(likely)! - own })
  }
  return suspected.sort((x, y) => y.margin - x.margin || x.row - y.row)
}
