import type { MipTexture } from './build-mips.ts'
import type { Direction } from './directions.ts'
import { DRAW_DEFAULTS, type DrawOptions } from './draw-view.ts'
import { planShots } from './plan-shots.ts'
import type { Batch } from './pose-scene.ts'
import type { Scene } from './scene.ts'
import type { Shot } from './shot.ts'

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

/**
 * Every picture that an item is judged by, one after another, the most telling first: the 8 views around it; every
 * texture; worn by the mannequin; what stands far off; the views with all morph targets on; each mesh alone from six sides, hidden ones too,
 * and its inside; each morph target alone; every UV island. Lazy, so that a caller that has seen enough can stop. Throws
 * only where a node is its own ancestor or a texture is shorter than it says, which the reader must have refused.
 */
export function* renderItem(scene: Scene, options: RenderOptions = {}): Generator<Shot, LeftOut> {
  const settings = { ...RENDER_DEFAULTS, ...options }
  let shots = 0
  const left = { shots: 0, triangles: 0, islands: 0, far: 0 }
  for (const planned of planShots(scene, settings, left)) {
    if (shots >= settings.maxShots) {
      left.shots++
      continue
    }
    const shot = planned.draw()
    if (shot === undefined) continue
    shots++
    yield shot
  }
  return left
}
