import { seededRandom } from '../text/seeded-random.ts'

/** Draws a fold for each group; the rows of a group are in one. */
export function foldsOf(groups: Int32Array, folds: number, seed: number): Uint8Array {
  const random = seededRandom(seed)
  const drawn = new Map<number, number>()
  return Uint8Array.from(groups, (group) => {
    const fold = drawn.get(group) ?? Math.floor(random() * folds)
    drawn.set(group, fold)
    return fold
  })
}
