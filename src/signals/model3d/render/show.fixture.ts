import { createHash } from 'node:crypto'
import { buildMips } from './build-mips.ts'
import { AROUND, type Direction } from './directions.ts'
import { type DrawOptions, drawView, type View } from './draw-view.ts'
import { placeCamera } from './place-camera.ts'
import { type PoseOptions, poseScene } from './pose-scene.ts'
import { robustBounds } from './robust-bounds.ts'
import type { Scene } from './scene.ts'

/** A scene from one side (the front), framed as items are. */
export function show(
  scene: Scene,
  options: DrawOptions & PoseOptions & { readonly from?: Direction } = {},
): View {
  const { batches } = poseScene(scene, options)
  const bounds = robustBounds(batches) ?? { min: [0, 0, 0], max: [0, 0, 0], outside: 0 }
  const camera = placeCamera(batches, bounds, options.from ?? AROUND[0]!)
  return drawView(batches, scene.textures.map(buildMips), camera, options)
}

/** Red, green, blue in the middle of a picture. */
export function middleOf({ picture }: View): number[] {
  const at = 3 * ((picture.height >> 1) * picture.width + (picture.width >> 1))
  return [...picture.data.subarray(at, at + 3)]
}

/** How many pixels show something. */
export function covered({ owner }: View): number {
  return owner.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0)
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
