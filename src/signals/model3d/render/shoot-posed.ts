import type { MipTexture } from './build-mips.ts'
import type { Direction } from './directions.ts'
import type { Sides } from './draw-batch.ts'
import { type DrawOptions, drawView, type View } from './draw-view.ts'
import { placeCamera } from './place-camera.ts'
import type { Batch } from './pose-scene.ts'
import { type Bounds, robustBounds } from './robust-bounds.ts'
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
  // The same batches are seen from many sides, one after the other.
  let last: { readonly of: readonly Batch[]; readonly bounds: Bounds | null } | undefined
  return (batches, direction, sides) => {
    if (last?.of !== batches) last = { of: batches, bounds: robustBounds(batches) }
    const { bounds } = last
    if (bounds === null) return undefined
    const camera = placeCamera(batches, bounds, direction)
    const view = drawView(batches, textures(), camera, { ...options, sides })
    return { picture: view.picture, complete: view.complete, meshAt: meshAt(view, batches) }
  }
}

function meshAt({ owner }: View, batches: readonly Batch[]): Uint16Array {
  const meshes = Uint16Array.of(0, ...batches.map(({ mesh }) => mesh + 1))
  const out = new Uint16Array(owner.length)
  // Owners are places in `meshes`: the view was made of these batches. Most pixels show what those before them do.
  let last = 0
  let mesh = 0
  for (let i = 0; i < owner.length; i++) {
    const one = owner[i]!
    if (one !== last) {
      last = one
      mesh = meshes[one] ?? 0
    }
    out[i] = mesh
  }
  return out
}
