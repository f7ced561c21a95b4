import { type SceneFilePart, type SceneFileTexture, sceneFileWriter } from '../../core/scene-file.ts'
import type { Picture } from '../image/picture.ts'
import { halvePicture } from './render/halve-picture.ts'
import { type Batch, poseMesh, poseScene } from './render/pose-scene.ts'
import type { Scene } from './render/scene.ts'

/** Pixels a side of a texture in a viewer. */
const SIDE = 1024
/** Triangles that a viewer gets. */
const MOST_TRIANGLES = 400_000

export type EncodePng = (picture: Picture) => Promise<Uint8Array>

/**
 * A scene as viewers get it (`core/scene-file.ts`): posed as the file has it, with the meshes that it hides, too, each of
 * those where its own numbers put it.
 */
export async function writeScene(
  scene: Scene,
  faces: '+z' | '-z',
  encodePng: EncodePng,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = sceneFileWriter()
  const shown = poseScene(scene, { maxTriangles: MOST_TRIANGLES })
  let { leftOut } = shown
  const seen = new Set(shown.batches.map(({ mesh }) => mesh))
  const parts: SceneFilePart[] = shown.batches.map((batch) => partOf(batch, true, writer.stretch))
  let room = MOST_TRIANGLES - shown.batches.reduce((sum, { indices }) => sum + indices.length / 3, 0)
  for (const mesh of scene.meshes.keys()) {
    if (seen.has(mesh)) continue
    const alone = poseMesh(scene, mesh, { maxTriangles: Math.max(0, room) })
    leftOut += alone.leftOut
    room -= alone.batches.reduce((sum, { indices }) => sum + indices.length / 3, 0)
    for (const batch of alone.batches) parts.push(partOf(batch, false, writer.stretch))
  }
  const textures: SceneFileTexture[] = []
  for (const { picture } of scene.textures) {
    const small = halvePicture(picture, SIDE)
    const png = writer.stretch(await encodePng(small))
    textures.push({ png, width: small.width, height: small.height })
  }
  return writer.write({ form: 1, faces, parts, textures, leftOut })
}

function partOf(
  { mesh, positions, indices, baseUvs, emissiveUvs, colours, material }: Batch,
  shown: boolean,
  stretch: ReturnType<typeof sceneFileWriter>['stretch'],
): SceneFilePart {
  const { baseColour, baseTexture, emissiveTexture, alphaMode, alphaCutoff, doubleSided } = material
  const slot = baseTexture ?? emissiveTexture
  const uvs = baseTexture === undefined ? emissiveUvs : baseUvs
  return {
    ...{ mesh, shown, positions: stretch(positions), indices: stretch(indices), base: baseColour },
    ...(slot && uvs && { uvs: stretch(uvs), texture: slot.texture }),
    ...(colours && { colours: stretch(colours) }),
    wrap: [slot?.wrapS ?? 'repeat', slot?.wrapT ?? 'repeat'],
    ...{ alpha: alphaMode, cutoff: alphaCutoff, doubleSided },
  }
}
