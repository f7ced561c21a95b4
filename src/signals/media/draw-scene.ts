import { encodePng } from '../image/encode-png.ts'
import { looksOfItem } from '../model3d/looks-of-item.ts'
import { writeScene } from '../model3d/write-scene.ts'
import type { LookSteps } from './look-steps.ts'
import { mediaKind } from './media-kind.ts'

/** A 3D item for viewers; undefined for other files. */
export async function drawScene(
  bytes: Uint8Array,
  { clock, decoders }: Pick<LookSteps, 'clock' | 'decoders'>,
): Promise<Uint8Array | undefined> {
  if (mediaKind(bytes) !== 'model3d') return undefined
  const { scene, faces } = await looksOfItem(bytes, { clock, decoders })
  return writeScene(scene, faces, encodePng)
}
