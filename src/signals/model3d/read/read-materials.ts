import type { FindingList } from '../finding-list.ts'
import type { ItemMaterial, TextureUse } from '../item.ts'
import { indexOf, type Json, numberOf, numbersOf, objectOf, objectsOf } from './fields.ts'

/** For each texture of the file, which picture it shows (with extensions it may name two), and how it continues. */
export type Pictures = readonly {
  readonly shown: readonly number[]
  readonly wraps: Pick<TextureUse, 'wrapS' | 'wrapT'>
}[]

/** `N00_000_00_Body_00_SKIN` of VRoid, `skin`, `Skin.001`; not `snakeskin`, not `skin_tight_suit`. */
const SKIN = /(^|[^a-z])skin([^a-z]*|[^a-z]+\(instance\))$/i

/** The materials of a file; one with a fault becomes a plain one. */
export function readMaterials(root: Json, pictures: Pictures, found: FindingList): ItemMaterial[] {
  return objectsOf(root, 'materials', '').map((value, index) => {
    const at = `/materials/${index}`
    return found.attempt(() => readMaterial(objectOf(value), pictures, at)) ?? readMaterial({}, pictures, at)
  })
}

function readMaterial(material: Json, pictures: Pictures, at: string): ItemMaterial {
  const pbr = objectOf(material.pbrMetallicRoughness)
  const extensions = objectOf(material.extensions)
  const glossy = objectOf(extensions.KHR_materials_pbrSpecularGlossiness)
  const strength = numberOf(objectOf(extensions.KHR_materials_emissive_strength).emissiveStrength, 1, at)
  const use = (value: unknown, name: string) => textureUse(value, pictures, `${at}/${name}`)

  const base = use(pbr.baseColorTexture ?? glossy.diffuseTexture, 'pbrMetallicRoughness/baseColorTexture')
  const emissiveTexture = use(material.emissiveTexture, 'emissiveTexture')
  const named = [
    material.normalTexture,
    material.occlusionTexture,
    pbr.metallicRoughnessTexture,
    ...Object.values(extensions).flatMap((extension) =>
      Object.entries(objectOf(extension)).flatMap(([key, value]) => (key.endsWith('Texture') ? [value] : [])),
    ),
  ]
  const mode = material.alphaMode
  const emissive = numbersOf(material.emissiveFactor, [0, 0, 0], `${at}/emissiveFactor`)
  return {
    at,
    baseColor: numbersOf(
      pbr.baseColorFactor ?? glossy.diffuseFactor,
      [1, 1, 1, 1],
      `${at}/pbrMetallicRoughness/baseColorFactor`,
    ) as [number, number, number, number],
    ...(base && { baseTexture: base }),
    emissive: emissive.map((each) => each * strength) as [number, number, number],
    ...(emissiveTexture && { emissiveTexture }),
    otherTextures: named.flatMap((value) => use(value, 'otherTexture') ?? []),
    alphaMode: mode === 'MASK' || mode === 'BLEND' ? mode : 'OPAQUE',
    alphaCutoff: numberOf(material.alphaCutoff, 0.5, `${at}/alphaCutoff`),
    doubleSided: material.doubleSided === true,
    unlit: 'KHR_materials_unlit' in extensions,
    skin: typeof material.name === 'string' && SKIN.test(material.name),
  }
}

function textureUse(value: unknown, pictures: Pictures, at: string): TextureUse | undefined {
  if (value === undefined) return undefined
  const named = objectOf(value)
  const texture = indexOf(named.index, pictures.length, `${at}/index`)
  const source = texture === undefined ? undefined : pictures[texture]!
  const picture = source?.shown[0]
  if (source === undefined || picture === undefined) return undefined
  const turned = objectOf(objectOf(named.extensions).KHR_texture_transform)
  return {
    texture: picture,
    texcoord: numberOf(turned.texCoord ?? named.texCoord, 0, `${at}/texCoord`),
    offset: numbersOf(turned.offset, [0, 0], `${at}/offset`) as [number, number],
    scale: numbersOf(turned.scale, [1, 1], `${at}/scale`) as [number, number],
    rotation: numberOf(turned.rotation, 0, `${at}/rotation`),
    ...source.wraps,
  }
}
