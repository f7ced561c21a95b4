import type { MipTexture } from './build-mips.ts'
import { type Seen, type Sides, seeBatch } from './draw-batch.ts'
import type { Drawer, Drawn } from './drawer.ts'
import { drawerHere } from './drawer-here.ts'
import { farToNear } from './far-to-near.ts'
import { nearToFar } from './near-to-far.ts'
import { paintOf } from './paint.ts'
import type { Camera } from './place-camera.ts'
import type { Batch } from './pose-scene.ts'

export interface DrawOptions {
  /** Pixels across and down. */
  readonly size?: number
  /** 1: one sample a pixel. 2: 2 × 2, and their mean. */
  readonly samples?: 1 | 2
  readonly sides?: Sides
  /** Samples looked at before the drawing stops, for each sample of the picture: a bound on time, not on looks. */
  readonly maxOverdraw?: number
  /** What draws; the one of this thread where none is given. */
  readonly drawer?: Drawer
}

export const DRAW_DEFAULTS: Required<Omit<DrawOptions, 'drawer'>> = {
  size: 512,
  samples: 1,
  sides: 'material',
  maxOverdraw: 64,
}

/** The owner of a pixel is 1 + the place in `batches` of what is seen there. */
export type View = Drawn

/**
 * Draws batches as a camera sees them: opaque and masked parts by depth, then blended ones from the far to the near.
 * The same batches give the same bytes on every machine: only + - × ÷ √ on doubles, whole numbers and rounding to
 * float32 are used, all of which the standard fixes to the bit; no Math.sin, pow or exp, no view of bytes as words.
 */
export function drawView(
  batches: readonly Batch[],
  textures: readonly (MipTexture | undefined)[],
  camera: Camera,
  options: DrawOptions = {},
): View {
  const { size, samples, sides, maxOverdraw } = { ...DRAW_DEFAULTS, ...options }
  const across = size * samples
  const drawer = options.drawer ?? drawerHere()
  const solid: Seen[] = []
  const blended: Seen[] = []
  batches.forEach((batch, place) => {
    const seen = seeBatch(batch, paintOf(batch, textures, Math.min(65_535, place + 1)), camera)
    if (batch.material.alphaMode === 'blend') blended.push(seen)
    else solid.push(seen)
  })
  drawer.open(across, across * across * maxOverdraw)
  if (solid.length > 0) drawer.draw(solid, nearToFar(solid), camera.near, sides)
  if (blended.length > 0) drawer.draw(blended, farToNear(blended), camera.near, sides)
  return drawer.develop(size, samples)
}
