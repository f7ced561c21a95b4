import type { FeatureSpace } from './feature-space.ts'
import type { Targets } from './targets.ts'

/** In how many texts features stand, and with which labels. */
export interface LabelCounts {
  readonly rows: number
  /** Texts that each column is positive in. */
  readonly positives: Int32Array
  /** Texts that each feature stands in. */
  readonly texts: Int32Array
  /** Texts that it stands in with each column positive, `columns` a feature. */
  readonly with: Int32Array
}

/** Counts each fold by itself: any others are then found by adding. */
export function countFolds(
  space: FeatureSpace,
  { columns, has }: Targets,
  foldOf: Uint8Array,
  folds: number,
): LabelCounts[] {
  const size = space.hashes.length
  const rows = new Int32Array(folds)
  const counts = Array.from({ length: folds }, () => ({
    positives: new Int32Array(columns),
    texts: new Int32Array(size),
    with: new Int32Array(size * columns),
  }))
  // 1. The positive columns of each row, one after the other.
  const starts = new Int32Array(foldOf.length + 1)
  const labels = new Int32Array(has.reduce((sum, one) => sum + one, 0))
  for (let row = 0, n = 0; row < foldOf.length; row++) {
    const fold = foldOf[row]!
    const { positives } = counts[fold]!
    rows[fold] = rows[fold]! + 1
    for (let k = 0; k < columns; k++) {
      if (!has[row * columns + k]) continue
      labels[n++] = k
      positives[k] = positives[k]! + 1
    }
    starts[row + 1] = n
  }
  // 2. Count, neighbours in memory together.
  const { pairRows, pairFeatures } = space
  for (let i = 0; i < pairRows.length; i++) {
    const row = pairRows[i]!
    const id = pairFeatures[i]!
    const count = counts[foldOf[row]!]!
    count.texts[id] = count.texts[id]! + 1
    for (let l = starts[row]!; l < starts[row + 1]!; l++) {
      const at = id * columns + labels[l]!
      count.with[at] = count.with[at]! + 1
    }
  }
  return counts.map((count, fold) => ({ rows: rows[fold]!, ...count }))
}

/** The counts of several folds together. */
export function addCounts(counts: readonly LabelCounts[]): LabelCounts {
  const [first, ...others] = counts
  if (!first) throw new RangeError('no counts to add')
  const sum = {
    rows: first.rows,
    positives: first.positives.slice(),
    texts: first.texts.slice(),
    with: first.with.slice(),
  }
  for (const other of others) {
    sum.rows += other.rows
    for (const part of ['positives', 'texts', 'with'] as const) {
      const [to, from] = [sum[part], other[part]]
      for (let i = 0; i < to.length; i++) to[i] = to[i]! + from[i]!
    }
  }
  return sum
}
