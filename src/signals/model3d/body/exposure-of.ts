import type { RegionExposure } from '../../media/item-facts.ts'
import { robustBounds } from '../render/robust-bounds.ts'
import { shotName } from '../render/shot-name.ts'
import type { BodyCover } from './measure-cover.ts'
import type { Patch } from './patches.ts'
import type { Mask, Region } from './region.ts'
import { dot } from './vector.ts'
import type { Worn } from './wear-item.ts'
import { boxInView, wornBatches, wornDirections } from './worn-views.ts'

/** Holds what is bare against a mask: for each region of the mask how much, and where it is seen best. */
export function exposureOf(worn: Worn, { bare, regions }: BodyCover, mask: Mask): RegionExposure[] {
  const batches = wornBatches(worn, 0)
  const bounds = robustBounds(batches)!
  const views = wornDirections(worn).map((direction) => ({
    direction,
    boxOf: boxInView(batches, bounds, direction),
  }))
  return (Object.entries(mask) as [Region, number][]).map(([region, most]) => {
    const mine = worn.patches.flatMap((patch, i) =>
      patch.region === region && !patch.inner ? [{ patch, bare: bare[i]! }] : [],
    )
    const open = mine.filter((each) => each.bare > 0.5)
    const shown = open.length > 0 ? open : mine
    const seen = views.map(({ direction }) =>
      shown.reduce((sum, { patch }) => sum + patch.area * Math.max(0, facing(patch, direction.back)), 0),
    )
    const { direction, boxOf } = views[seen.indexOf(Math.max(...seen))]!
    const towards = shown.filter(({ patch }) => facing(patch, direction.back) > 0)
    const points = (towards.length > 0 ? towards : shown).flatMap(({ patch }) => patch.corners)
    return {
      ...{ region, bare: regions[region], most },
      view: shotName({ kind: 'worn', view: direction.name }),
      box: boxOf(points),
    }
  })
}

function facing({ normals }: Patch, back: readonly [number, number, number]): number {
  return dot(normals[0], back) + dot(normals[2], back)
}

/** The pieces to be drawn in red: those that are bare in regions that are more so than they may be. */
export function overbare(
  worn: Worn,
  { bare }: BodyCover,
  exposure: readonly Pick<RegionExposure, 'region' | 'bare' | 'most'>[],
): ReadonlySet<Patch> {
  const regions = new Set(exposure.filter((each) => each.bare > each.most).map(({ region }) => region))
  return new Set(
    worn.patches.filter(({ region, inner }, i) => !inner && regions.has(region) && bare[i]! > 0.5),
  )
}
