import type { ItemDecision } from '../model3d/decide-item.ts'

/** What was measured of a 3D item besides its pictures. */
export interface ItemFacts {
  /** By the id of the slot profile that it was held against. */
  readonly decisions: Readonly<Record<string, ItemDecision>>
  /** By the id of the slot profile whose mask names body regions: how much of each is bare, 0 to 1. */
  readonly exposure: Readonly<Record<string, readonly RegionExposure[]>>
  /** Of its shape, whatever its pose, scale and order of vertices; undefined where there is no shape. */
  readonly signature: readonly number[] | undefined
}

export interface RegionExposure {
  /** Such as `chest`, `hips`. */
  readonly region: string
  /** Share of the region's surface that nothing covers, 0 to 1. */
  readonly bare: number
  /** The most that the profile's mask lets be bare. */
  readonly most: number
  /** The picture in which it is seen best, and where: x, y, width, height, 0 to 1. */
  readonly view: string
  readonly box: readonly [number, number, number, number]
}
