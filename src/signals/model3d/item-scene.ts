import type { Picture } from '../image/picture.ts'
import type { Item, ItemMaterial, ItemMesh, ItemPrimitive, ItemSkin, TextureUse } from './item.ts'
import type {
  MeshPart,
  Scene,
  SceneMaterial,
  SceneMesh,
  SceneSkin,
  SceneTexture,
  TextureSlot,
} from './render/scene.ts'

/**
 * What the renderer draws of an item. Meshes, nodes, materials, textures and skins keep their places; behind the meshes
 * stand, each on its own and nowhere in the scene, those that material variants would make of them.
 */
export function itemScene(item: Item, pictures: readonly Picture[]): Scene {
  const meshes = item.meshes.map((mesh) => sceneMesh(mesh, ({ material }) => material))
  return {
    meshes: [...meshes, ...item.meshes.flatMap(variantsOf)],
    nodes: item.nodes.map(({ parent = -1, local, mesh, skin, weights, shown }) => ({
      parent,
      matrix: local,
      shown,
      ...(mesh !== undefined && { mesh }),
      ...(skin !== undefined && { skin }),
      ...(weights !== undefined && { weights }),
    })),
    materials: item.materials.map(sceneMaterial),
    textures: pictures.map((picture): SceneTexture => ({ picture, wrapS: 'repeat', wrapT: 'repeat' })),
    skins: item.skins.map(sceneSkin),
  }
}

/** Which way an item looks: those of VRM 0.x to -Z, all others to +Z. */
export function facingOf({ extensions }: Pick<Item, 'extensions'>): '+z' | '-z' {
  return extensions.includes('VRM') && !extensions.includes('VRMC_vrm') ? '-z' : '+z'
}

function sceneMesh(mesh: ItemMesh, materialOf: (part: ItemPrimitive) => number | undefined): SceneMesh {
  const parts = mesh.primitives.map((part) => scenePart(part, materialOf(part)))
  return { name: mesh.at, parts, weights: mesh.weights }
}

function variantsOf(mesh: ItemMesh): SceneMesh[] {
  const most = Math.max(0, ...mesh.primitives.map(({ variants }) => variants.length))
  return Array.from({ length: most }, (_, i) =>
    sceneMesh(mesh, ({ variants, material }) => variants[i] ?? material),
  )
}

function scenePart(part: ItemPrimitive, material = -1): MeshPart {
  const { positions, triangles, normals, texcoords, colors, joints, weights, targets } = part
  return {
    positions,
    indices: triangles,
    uvs: texcoords,
    material,
    morphs: targets,
    ...(normals && { normals }),
    ...(colors && { colours: colors }),
    ...(joints && { joints: Uint16Array.from(joints, (joint) => Math.min(joint, 65_535)) }),
    ...(weights && { weights }),
  }
}

const MODES = { OPAQUE: 'opaque', MASK: 'mask', BLEND: 'blend' } as const

function sceneMaterial(material: ItemMaterial): SceneMaterial {
  const { baseColor, baseTexture, emissive, emissiveTexture, alphaMode, alphaCutoff, doubleSided } = material
  return {
    ...{ baseColour: baseColor, alphaMode: MODES[alphaMode], alphaCutoff, doubleSided, emissive },
    ...(baseTexture && { baseTexture: slotOf(baseTexture) }),
    ...(emissiveTexture && { emissiveTexture: slotOf(emissiveTexture) }),
  }
}

function slotOf({ texture, texcoord, offset, scale, rotation, wrapS, wrapT }: TextureUse): TextureSlot {
  return { texture, uvSet: texcoord, offset, scale, rotation, wrapS, wrapT }
}

function sceneSkin({ joints, inverseBind }: ItemSkin): SceneSkin {
  const inverseBinds = joints.map((_, i) => Float64Array.from(inverseBind.subarray(16 * i, 16 * i + 16)))
  return { joints, inverseBinds }
}
