import type { MipTexture } from '../render/build-mips.ts'
import type { Batch } from '../render/pose-scene.ts'
import { alphaAt } from './alpha-at.ts'
import type { Patch } from './patches.ts'
import type { RayTree } from './ray-tree.ts'
import { add, lengthOf, minus, times, type Vector } from './vector.ts'

/** Rays begin so far from the body's axis to its surface: real bodies are thinner and thicker than the mannequin. */
const INSIDE = 0.4
/** Clothes hang at most so far from the body, in heights of it. */
const REACH = 0.3
/** Places in each piece, spread evenly (the R2 sequence). */
const SPREAD = [1, 2, 3].map((i) => [(0.5 + i * 0.7548776662) % 1, (0.5 + i * 0.5698402909) % 1] as const)

/** What rays from a piece outward meet. */
export interface Cover {
  /** How much of the piece is seen through what is worn, 0 to 1. */
  readonly bare: number
  /** The same for each batch alone, where it hides anything. */
  readonly byBatch: ReadonlyMap<number, number>
}

/**
 * How much of a piece of the body is bare: rays go outward through it, and each surface that they meet hides as much as its
 * texture's alpha says. `skin` are batches that hide nothing, as they are the body.
 */
export function coverOf(
  patch: Patch,
  tree: RayTree,
  batches: readonly Batch[],
  textures: readonly MipTexture[],
  height: number,
  skin: ReadonlySet<number>,
): Cover {
  let bare = 0
  const byBatch = new Map<number, number>()
  for (const [s, t] of SPREAD) {
    const surface = between(patch, s, t)
    const out = minus(surface, patch.axis)
    const length = lengthOf(out)
    if (!(length > 0)) continue
    const direction = times(out, 1 / length)
    const most = length * (1 - INSIDE) + REACH * height
    let through = 1
    const alone = new Map<number, number>()
    tree.cast(add(patch.axis, times(out, INSIDE)), direction, most, (hit) => {
      const alpha = alphaAt(batches[hit.batch]!, hit, textures)
      if (alpha > 0) alone.set(hit.batch, (alone.get(hit.batch) ?? 1) * (1 - alpha))
      if (!skin.has(hit.batch)) through *= 1 - alpha
    })
    bare += through / SPREAD.length
    for (const [batch, left] of alone)
      byBatch.set(batch, (byBatch.get(batch) ?? 1) - (1 - left) / SPREAD.length)
  }
  return { bare, byBatch }
}

/** A place in a piece, by two shares. */
function between({ corners: [a, b, c, d] }: Patch, s: number, t: number): Vector {
  const low = add(times(a, 1 - s), times(b, s))
  const high = add(times(d, 1 - s), times(c, s))
  return add(times(low, 1 - t), times(high, t))
}
