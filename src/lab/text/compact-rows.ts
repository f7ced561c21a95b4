import type { FeatureSpace } from './feature-space.ts'

/** Some rows of a space by their chosen features alone. */
export interface CompactRows {
  /** Features as they were chosen, 0 first; those of row i from `starts[i]` to `starts[i + 1]`. */
  readonly features: Int32Array
  readonly starts: Int32Array
  /** What the sum of each row is multiplied by. */
  readonly norms: Float32Array
}

/** Takes rows of a space and numbers their features as chosen. */
export function compactRows(
  space: FeatureSpace,
  rows: Int32Array,
  ids: Int32Array,
  lengthPower: number,
): CompactRows {
  const chosen = new Int32Array(space.hashes.length).fill(-1)
  for (let i = 0; i < ids.length; i++) chosen[ids[i]!] = i
  const features = new Int32Array(space.features.length)
  const starts = new Int32Array(rows.length + 1)
  const norms = new Float32Array(rows.length)
  let n = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    for (let f = space.starts[row]!; f < space.starts[row + 1]!; f++) {
      const feature = chosen[space.features[f]!]!
      if (feature >= 0) features[n++] = feature
    }
    starts[i + 1] = n
    const known = n - starts[i]!
    norms[i] = known === 0 ? 0 : known ** -lengthPower
  }
  return { features, starts, norms }
}
