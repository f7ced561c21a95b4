import type { MipTexture } from './build-mips.ts'
import type { Direction } from './directions.ts'
import type { Sides } from './draw-batch.ts'
import { type DrawOptions, drawView, type View } from './draw-view.ts'
import { placeCamera } from './place-camera.ts'
import type { Batch } from './pose-scene.ts'
import { robustBounds } from './robust-bounds.ts'
import type { Shot } from './shot.ts'

type Shoot = (
  batches: readonly Batch[],
  direction: Direction,
  sides: Sides,
) => Omit<Shot, 'of' | 'name'> | undefined

/** Draws posed batches from a side, framed by what most of them fill; undefined where there is nothing. */
export function shootPosed(
  textures: () => readonly MipTexture[],
  options: Pick<DrawOptions, 'size' | 'samples' | 'maxOverdraw'>,
): Shoot {
  return (batches, direction, sides) => {
    const bounds = robustBounds(batches)
    if (bounds === null) return undefined
    const camera = placeCamera(batches, bounds, direction)
    const view = drawView(batches, textures(), camera, { ...options, sides })
    return { picture: view.picture, complete: view.complete, meshAt: meshAt(view, batches) }
  }
}

function meshAt(view: View, batches: readonly Batch[]): Uint16Array {
  return view.owner.map((owner) => (owner === 0 ? 0 : (batches[owner - 1]?.mesh ?? 0) + 1))
}
