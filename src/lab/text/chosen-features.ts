import type { FeatureSpace } from './feature-space.ts'
import type { LabelCounts } from './label-counts.ts'

/** Features chosen for some rows, with the scale of each in each column. */
export interface ChosenFeatures {
  /** The id of each in the space, rising, so that the most frequent come first and lie close together. */
  readonly ids: Int32Array
  /** By column, the square of the scale of each. */
  readonly squares: readonly Float32Array[]
}

export interface ChoiceOptions {
  /** Added to each count. */
  readonly smoothing: number
  /** The scale is the absolute log-count ratio to this power. */
  readonly ratioPower: number
  /** Features whose ratio is nearer to 0 than this in every column are left out. */
  readonly leastRatio: number
  readonly mostFeatures: number
}

/** Steps a unit of ratio in the table of squares. */
const STEPS = 256
const MOST_RATIO = 32

/**
 * Scales features by how differently they are spread over the texts with and without a label: the log-count ratio of
 * naive Bayes (S. Wang and C. Manning, Baselines and Bigrams, ACL 2012), here of texts rather than of words. What is
 * spread evenly is left out, which makes learning and files small.
 */
export function chooseFeatures(
  space: FeatureSpace,
  counts: LabelCounts,
  { smoothing, ratioPower, leastRatio, mostFeatures }: ChoiceOptions,
): ChosenFeatures {
  const { rows, positives, texts } = counts
  const columns = positives.length
  const logs = Float64Array.from({ length: rows + 1 }, (_, count) => Math.log(count + smoothing))
  const logOf = (total: number) => Math.log(total + 2 * smoothing)
  const bases = Float64Array.from(positives, (with_) => logOf(rows - with_) - logOf(with_))
  // 1. Take those that tell labels apart.
  const size = space.hashes.length
  const strength = new Float32Array(size)
  for (let id = 0; id < size; id++) {
    const inTexts = texts[id]!
    if (inTexts < 2) continue
    let strongest = 0
    for (let k = 0; k < columns; k++) {
      const p = counts.with[id * columns + k]!
      const ratio = Math.abs(logs[p]! - logs[inTexts - p]! + bases[k]!)
      if (ratio > strongest) strongest = ratio
    }
    if (strongest >= leastRatio) strength[id] = strongest
  }
  const ids = strongestIds(strength, texts, mostFeatures)
  // 2. Square the scale of each, by a table: powers are slow.
  const table = Float32Array.from(
    { length: STEPS * MOST_RATIO },
    (_, step) => ((step + 0.5) / STEPS) ** (2 * ratioPower),
  )
  const squares = Array.from({ length: columns }, () => new Float32Array(ids.length))
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!
    for (let k = 0; k < columns; k++) {
      const p = counts.with[id * columns + k]!
      const ratio = Math.abs(logs[p]! - logs[texts[id]! - p]! + bases[k]!)
      squares[k]![i] = table[Math.min(table.length - 1, (ratio * STEPS) | 0)]!
    }
  }
  return { ids, squares }
}

/** Ids with a strength, as the space has them; where they are too many, those that are frequent and strong. */
function strongestIds(strength: Float32Array, texts: Int32Array, most: number): Int32Array {
  let n = 0
  const ids = new Int32Array(strength.length)
  for (let id = 0; id < strength.length; id++) if (strength[id]! > 0) ids[n++] = id
  let chosen = ids.subarray(0, n)
  if (n > most) {
    const worth = Float64Array.from(strength, (strong, id) => strong * Math.sqrt(texts[id]!))
    const least = worth.slice().sort()[worth.length - most]!
    chosen = chosen.filter((id) => worth[id]! >= least).subarray(0, most)
  }
  return chosen.slice()
}
