import { probabilities } from '../../signals/text-model/probabilities.ts'
import { applyLink, type Link } from './fit-link.ts'
import type { LabelTable } from './label-table.ts'

/** The probability of each label for each row, at `row * labels + label`. */
export function scoreMargins(
  link: Link,
  margins: Float64Array,
  { labels, multiLabel, rows }: LabelTable,
): Float32Array {
  const scores = new Float32Array(rows * labels.length)
  const logits = new Float64Array(link.columns)
  for (let row = 0; row < rows; row++) {
    applyLink(link, margins, row * link.columns, logits)
    probabilities(logits, multiLabel, scores.subarray(row * labels.length, (row + 1) * labels.length))
  }
  return scores
}
