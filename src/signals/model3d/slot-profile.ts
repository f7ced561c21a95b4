import type { WearSlot } from './body/place-in-slot.ts'
import type { Mask } from './body/region.ts'

/** What a world asks of items in one slot, as data; a limit that is left out is not asked. */
export interface SlotProfile {
  readonly id: string
  readonly world: string
  readonly slot: string
  /** Where the limits are from. */
  readonly source: string
  readonly triangles?: number
  readonly materials?: number
  readonly bones?: number
  /** MiB that the textures take in memory, mip maps included. */
  readonly textureMb?: number
  /** Bytes a pixel takes there: 4 as it is, 1 in the block compression that engines use. */
  readonly bytesPerPixel?: number
  /** Pixels of the longer side of any texture. */
  readonly textureSide?: number
  /** Largest size in metres: width, height, depth. */
  readonly size?: readonly [number, number, number]
  /** Whether each mesh must be closed. */
  readonly watertight?: boolean
  /** Whether all of it must be opaque. */
  readonly opaque?: boolean
  /** Whether it must be one mesh. */
  readonly singleMesh?: boolean
  /** Whether morph targets, and lights, may be in it. */
  readonly noMorphs?: boolean
  readonly noLights?: boolean
  /** Where on the mannequin an item is put that has no bones. */
  readonly wear?: WearSlot
  /** How much of regions of the body may be bare under it. */
  readonly mask?: Mask
  /** Extensions that this world knows besides those that every reader does. */
  readonly extensions?: readonly string[]
}

/** Limits that any item of any world keeps. */
export const ANY_SLOT: SlotProfile = {
  id: 'any',
  world: 'any',
  slot: 'any',
  source: "Haechi's own: what a phone can show",
  triangles: 200_000,
  materials: 64,
  bones: 512,
  textureMb: 256,
}
