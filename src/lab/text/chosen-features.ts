import type { FeatureSpace } from './feature-space.ts'
import type { Targets } from './targets.ts'

/** Features chosen for some rows, with the scale of each in each column. */
export interface ChosenFeatures {
  /** The id of each in the space, the most frequent first: what is used most then lies close together. */
  readonly ids: Int32Array
  /** The square of the scale of each feature in each column, `columns` a feature. */
  readonly squares: Float32Array
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

/**
 * Scales features by how differently they are spread over the texts with and without a label: the log-count ratio of
 * naive Bayes (S. Wang and C. Manning, Baselines and Bigrams, ACL 2012), here of texts rather than of words. What is
 * spread evenly is left out, which makes learning and files small.
 */
export function chooseFeatures(
  space: FeatureSpace,
  { columns, has }: Targets,
  rows: Int32Array,
  { smoothing, ratioPower, leastRatio, mostFeatures }: ChoiceOptions,
): ChosenFeatures {
  const size = space.hashes.length
  // 1. Count in how many texts each feature stands, and with which labels.
  const counts = new Int32Array(size)
  const positives = new Int32Array(size * columns)
  const totals = new Int32Array(columns)
  const labels = new Int32Array(columns)
  for (const row of rows) {
    let n = 0
    for (let k = 0; k < columns; k++) if (has[row * columns + k]) labels[n++] = k
    for (let l = 0; l < n; l++) totals[labels[l]!] = totals[labels[l]!]! + 1
    for (let i = space.starts[row]!; i < space.starts[row + 1]!; i++) {
      const id = space.features[i]!
      counts[id] = counts[id]! + 1
      for (let l = 0; l < n; l++) {
        const at = id * columns + labels[l]!
        positives[at] = positives[at]! + 1
      }
    }
  }
  // 2. Take those that tell labels apart.
  const logs = logTable(rows.length, smoothing)
  const bases = Float64Array.from(
    totals,
    (with_) => logOf(rows.length - with_, smoothing) - logOf(with_, smoothing),
  )
  const strength = new Float32Array(size)
  for (let id = 0; id < size; id++) {
    if (counts[id]! < 2) continue
    let strongest = 0
    for (let k = 0; k < columns; k++) {
      const p = positives[id * columns + k]!
      const ratio = Math.abs(logs[p]! - logs[counts[id]! - p]! + bases[k]!)
      if (ratio > strongest) strongest = ratio
    }
    if (strongest >= leastRatio) strength[id] = strongest
  }
  const ids = strongestIds(strength, counts, mostFeatures)
  // 3. Square the scale of each.
  const squares = new Float32Array(ids.length * columns)
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!
    for (let k = 0; k < columns; k++) {
      const p = positives[id * columns + k]!
      squares[i * columns + k] = Math.abs(logs[p]! - logs[counts[id]! - p]! + bases[k]!) ** (2 * ratioPower)
    }
  }
  return { ids, squares }
}

/** log(count + smoothing) by count. */
function logTable(most: number, smoothing: number): Float64Array {
  return Float64Array.from({ length: most + 1 }, (_, count) => Math.log(count + smoothing))
}

function logOf(total: number, smoothing: number): number {
  return Math.log(total + 2 * smoothing)
}

/** Ids with a strength, most frequent first; where they are too many, those that are frequent and strong. */
function strongestIds(strength: Float32Array, counts: Int32Array, most: number): Int32Array {
  let n = 0
  const ids = new Int32Array(strength.length)
  for (let id = 0; id < strength.length; id++) if (strength[id]! > 0) ids[n++] = id
  let chosen = ids.subarray(0, n)
  if (n > most) {
    const worth = (id: number) => strength[id]! * Math.sqrt(counts[id]!)
    chosen = chosen.sort((a, b) => worth(b) - worth(a) || a - b).subarray(0, most)
  }
  return chosen.slice().sort((a, b) => counts[b]! - counts[a]! || a - b)
}
