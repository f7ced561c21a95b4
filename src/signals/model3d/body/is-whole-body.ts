import { coverOf } from './cover.ts'
import { countTriangles, MOST_TRIANGLES } from './measure-cover.ts'
import { rayTree } from './ray-tree.ts'
import type { Region } from './region.ts'
import type { Worn } from './wear-item.ts'

const ENDS: readonly Region[] = ['head', 'hands', 'feet']
/** Every so many pieces are enough to tell a body from clothes. */
const STEP = 7

/** Whether an item is a whole avatar: one that has a head, hands and feet needs no mannequin to be seen on. */
export function isWholeBody({ batches, patches, height, by }: Worn): boolean {
  if (by !== 'bones') return false
  // More than can be measured is no piece of clothing either.
  if (countTriangles(batches) > MOST_TRIANGLES) return true
  const tree = rayTree(batches)
  return ENDS.every((region) => {
    const mine = patches.filter((patch) => patch.region === region && !patch.inner)
    const some = mine.filter((_, i) => i % STEP === 0)
    const covers = some.map((patch) => coverOf(patch, tree, batches, [], height, new Set()))
    return covers.reduce((sum, { bare }) => sum + bare, 0) < some.length / 2
  })
}
