import type { MipTexture } from './build-mips.ts'
import type { Direction } from './directions.ts'
import { DRAW_DEFAULTS, type DrawOptions } from './draw-view.ts'
import type { Batch } from './pose-scene.ts'

export interface RenderOptions extends Pick<DrawOptions, 'size' | 'samples' | 'maxOverdraw'> {
  /** '-z' for VRM 0.x. */
  readonly faces?: '+z' | '-z'
  /** Side in pixels of pictures of one mesh or morph target alone: there may be hundreds. */
  readonly partSize?: number
  readonly maxTriangles?: number
  readonly maxTextureSide?: number
  readonly maxIslands?: number
  /** Groups of far parts, of the whole and of each mesh. */
  readonly maxFar?: number
  /** Pictures in all; what is past it is only counted. */
  readonly maxShots?: number
  /** The item and the mannequin that wears it, and whence they are looked at. */
  readonly worn?: { readonly batches: readonly Batch[]; readonly directions: readonly Direction[] }
  /** The mip maps of the scene's textures, where they were made already. */
  readonly mips?: () => readonly MipTexture[]
}

type Given = 'worn' | 'mips'
export type RenderSettings = Required<Omit<RenderOptions, Given>> & Pick<RenderOptions, Given>

export const RENDER_DEFAULTS: RenderSettings = {
  ...{ size: DRAW_DEFAULTS.size, samples: DRAW_DEFAULTS.samples, maxOverdraw: DRAW_DEFAULTS.maxOverdraw },
  faces: '+z',
  partSize: 256,
  maxTriangles: 1_000_000,
  maxTextureSide: 1024,
  maxIslands: 24,
  maxFar: 12,
  maxShots: 400,
}

/** What could not be shown, so that an item is never taken as seen whole when it was not. */
export interface LeftOut {
  readonly shots: number
  readonly triangles: number
  readonly islands: number
  /** Groups of far parts. */
  readonly far: number
}
