import type { Batch } from '../render/pose-scene.ts'
import type { Cover } from './cover.ts'
import type { Patch } from './patches.ts'
import type { Region } from './region.ts'

/** What of an item is the wearer's own body. */
export interface SkinFound {
  /** Batches that are the body, so that they hide nothing of it. */
  readonly skin: ReadonlySet<number>
  /** Whether a body and its clothes are one surface, so that shape alone cannot tell what is bare. */
  readonly painted: boolean
}

/** What no piece of clothing covers all of. */
const ALL_OVER: readonly Region[] = ['head', 'hands', 'chest', 'abdomen', 'thighs', 'feet']
const TORSO: readonly Region[] = ['chest', 'abdomen', 'groin', 'buttocks', 'hips', 'back']

/**
 * Tells the body from what it wears: by materials that are named so; else a surface that covers the head, the hands, the trunk,
 * the legs and the feet at once is a body, if anything else is worn over its trunk. Where nothing is, the clothes may be painted on it.
 */
export function findSkin(
  batches: readonly Batch[],
  patches: readonly Patch[],
  covers: readonly Cover[],
  named: (material: Batch['material']) => boolean,
): SkinFound {
  const skin = new Set(batches.flatMap(({ material }, i) => (named(material) ? [i] : [])))
  const shares = batches.map((_, batch) => (region: Region): number => {
    let [hidden, all] = [0, 0]
    for (const [i, patch] of patches.entries()) {
      if (patch.region !== region || patch.inner) continue
      all += patch.area
      hidden += patch.area * (1 - (covers[i]!.byBatch.get(batch) ?? 1))
    }
    return all > 0 ? hidden / all : 0
  })
  if (skin.size > 0) return { skin, painted: false }
  const bodies = shares.flatMap((share, i) => (ALL_OVER.every((region) => share(region) > 0.5) ? [i] : []))
  if (bodies.length === 0) return { skin, painted: false }
  const dressed = shares.some(
    (share, i) => !bodies.includes(i) && TORSO.some((region) => share(region) > 0.2),
  )
  return dressed ? { skin: new Set(bodies), painted: false } : { skin, painted: true }
}
