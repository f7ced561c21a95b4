import {
  BackSide,
  BufferAttribute,
  BufferGeometry,
  ClampToEdgeWrapping,
  DoubleSide,
  FrontSide,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  MirroredRepeatWrapping,
  RepeatWrapping,
  SRGBColorSpace,
  Texture,
} from 'three'
import { readSceneFile, type SceneFilePart } from '../../core/scene-file.ts'

/** A mesh of the item in the viewer. */
export interface ViewedPart {
  readonly part: SceneFilePart
  readonly object: Mesh<BufferGeometry, MeshLambertMaterial>
  readonly triangles: number
}

export interface ViewedScene {
  readonly faces: '+z' | '-z'
  readonly parts: readonly ViewedPart[]
  readonly leftOut: number
  dispose(): void
}

const WRAPS = { repeat: RepeatWrapping, clamp: ClampToEdgeWrapping, mirror: MirroredRepeatWrapping }

/** Makes three.js objects of a scene that the service wrote. Rejects where it was not, or a picture cannot be decoded. */
export async function sceneObjects(file: ArrayBuffer): Promise<ViewedScene> {
  const { header, floats, indices, bytes } = readSceneFile(file)
  const pictures = await Promise.all(
    header.textures.map(({ png }) => createImageBitmap(new Blob([bytes(png)], { type: 'image/png' }))),
  )
  const textures: Texture[] = []
  const parts = header.parts.map((part): ViewedPart => {
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', new BufferAttribute(floats(part.positions), 3))
    geometry.setIndex(new BufferAttribute(indices(part.indices), 1))
    if (part.uvs !== undefined) geometry.setAttribute('uv', new BufferAttribute(floats(part.uvs), 2))
    if (part.colours !== undefined)
      geometry.setAttribute('color', new BufferAttribute(floats(part.colours), 4))
    geometry.computeVertexNormals()
    const [red, green, blue, alpha] = part.base
    const material = new MeshLambertMaterial({
      side: part.doubleSided ? DoubleSide : FrontSide,
      vertexColors: part.colours !== undefined,
      transparent: part.alpha === 'blend',
      opacity: part.alpha === 'opaque' ? 1 : alpha,
      alphaTest: part.alpha === 'mask' ? part.cutoff : 0,
    })
    material.color.setRGB(red, green, blue)
    if (part.texture !== undefined && part.uvs !== undefined) {
      const texture = new Texture(pictures[part.texture])
      texture.colorSpace = SRGBColorSpace
      texture.flipY = false
      ;[texture.wrapS, texture.wrapT] = [WRAPS[part.wrap[0]], WRAPS[part.wrap[1]]]
      texture.needsUpdate = true
      textures.push(texture)
      material.map = texture
    }
    const object = new Mesh(geometry, material)
    return { part, object, triangles: part.indices[1] / 3 }
  })
  return {
    ...{ faces: header.faces, parts, leftOut: header.leftOut },
    dispose() {
      for (const { object } of parts) {
        object.geometry.dispose()
        object.material.dispose()
      }
      for (const texture of textures) texture.dispose()
      for (const picture of pictures) picture.close()
    },
  }
}

/** The back of a part in one colour, so that a reviewer sees what is turned inside out. */
export function backOf({ object }: ViewedPart): Mesh {
  return new Mesh(object.geometry, new MeshBasicMaterial({ color: 0xd0342c, side: BackSide }))
}
