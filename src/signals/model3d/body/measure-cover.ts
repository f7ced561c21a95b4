import type { MipTexture } from '../render/build-mips.ts'
import type { Batch } from '../render/pose-scene.ts'
import { type Cover, coverOf } from './cover.ts'
import { findSkin } from './find-skin.ts'
import { rayTree } from './ray-tree.ts'
import { REGIONS, type Region } from './region.ts'
import type { Worn } from './wear-item.ts'

/** How much of the mannequin an item leaves bare. */
export interface BodyCover {
  /** Of each piece of the mannequin, in its order, 0 to 1. */
  readonly bare: Float32Array
  readonly regions: Readonly<Record<Region, number>>
  /** Whether a body and its clothes are one surface, so that what is bare cannot be measured. */
  readonly painted: boolean
}

/** Triangles that are looked through at most. */
export const MOST_TRIANGLES = 400_000

export function countTriangles(batches: readonly Pick<Batch, 'indices'>[]): number {
  return batches.reduce((sum, { indices }) => sum + indices.length / 3, 0)
}

/** Measures what of the mannequin is bare; undefined for an item with too many triangles. Pure, and the same everywhere. */
export function measureCover(
  { batches, patches, height }: Pick<Worn, 'batches' | 'patches' | 'height'>,
  textures: readonly MipTexture[],
  named: (material: Batch['material']) => boolean,
): BodyCover | undefined {
  if (countTriangles(batches) > MOST_TRIANGLES) return undefined
  const tree = rayTree(batches)
  const known = new Set(batches.flatMap(({ material }, i) => (named(material) ? [i] : [])))
  const look = (skin: ReadonlySet<number>): Cover[] =>
    patches.map((patch) => (patch.inner ? HIDDEN : coverOf(patch, tree, batches, textures, height, skin)))
  const covers = look(known)
  const { skin, painted } = findSkin(batches, patches, covers, named)
  const final = skin.size === known.size ? covers : look(skin)
  const bare = Float32Array.from(final, (cover) => cover.bare)
  const regions = Object.fromEntries(
    REGIONS.map((region) => {
      let [open, all] = [0, 0]
      for (const [i, patch] of patches.entries()) {
        if (patch.region !== region || patch.inner) continue
        all += patch.area
        open += patch.area * bare[i]!
      }
      return [region, all > 0 ? open / all : 0]
    }),
  ) as Record<Region, number>
  return { bare, regions, painted }
}

const HIDDEN: Cover = { bare: 0, byBatch: new Map() }
