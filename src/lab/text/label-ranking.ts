import type { LabelTable } from './label-table.ts'

/**
 * Label-ranking average precision: for each label of a row, the share of true labels among those ranked as high or
 * higher, averaged (scikit-learn's definition; ties count against). A row without labels counts 1.
 */
export function labelRanking(
  { labels, rows, has }: Pick<LabelTable, 'labels' | 'rows' | 'has'>,
  scores: Float32Array,
): number {
  const count = labels.length
  let sum = 0
  for (let row = 0; row < rows; row++) {
    const at = row * count
    let precision = 0
    let own = 0
    for (let k = 0; k < count; k++) {
      if (!has[at + k]) continue
      own++
      let rank = 0
      let right = 0
      for (let j = 0; j < count; j++) {
        if (scores[at + j]! < scores[at + k]!) continue
        rank++
        right += has[at + j]!
      }
      precision += right / rank
    }
    sum += own === 0 || own === count ? 1 : precision / own
  }
  return rows === 0 ? 0 : sum / rows
}
