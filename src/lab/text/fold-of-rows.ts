import type { FeatureSpace } from './feature-space.ts'

/**
 * Which fold each row is in, 0 to `folds` - 1; rows with the same features, as equal texts, share one. `groups`: a number for
 * each row, in the place of that: those of one group share one.
 */
export function foldOfRows(
  random: () => number,
  space: FeatureSpace,
  folds: number,
  groups?: Int32Array,
): Uint8Array {
  const rows = space.starts.length - 1
  const foldOf = new Uint8Array(rows)
  const known = new Map<number, number>()
  for (let row = 0; row < rows; row++) {
    const key = groups === undefined ? digestOf(space, row) : groups[row]!
    let fold = known.get(key)
    if (fold === undefined) {
      fold = Math.floor(random() * folds)
      known.set(key, fold)
    }
    foldOf[row] = fold
  }
  return foldOf
}

function digestOf(space: FeatureSpace, row: number): number {
  let digest = space.starts[row + 1]! - space.starts[row]!
  for (let f = space.starts[row]!; f < space.starts[row + 1]!; f++)
    digest = (Math.imul(digest, 31) + space.features[f]!) | 0
  return digest
}
