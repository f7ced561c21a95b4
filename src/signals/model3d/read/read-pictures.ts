import type { FindingList } from '../finding-list.ts'
import type { TextureWrap } from '../item.ts'
import { indexOf, type Json, objectOf, objectsOf } from './fields.ts'
import type { Pictures } from './read-materials.ts'
import { walk } from './walk.ts'

const WRAPS: Readonly<Record<number, TextureWrap>> = { 33071: 'clamp', 33648: 'mirror', 10497: 'repeat' }
const SOURCES = ['EXT_texture_webp', 'KHR_texture_basisu', 'EXT_texture_avif']

/** Which pictures the textures show, the plain one first. Two for one texture are told: viewers differ in their choice. */
export function readPictures(root: Json, found: FindingList): Pictures {
  const size = objectsOf(root, 'images', '').length
  const samplers = objectsOf(root, 'samplers', '')
  return objectsOf(root, 'textures', '').map((value, index) => {
    const at = `/textures/${index}`
    const texture = objectOf(value)
    const extensions = objectOf(texture.extensions)
    const sources = [texture.source, ...SOURCES.map((name) => objectOf(extensions[name]).source)]
    const shown =
      found.attempt(() => sources.flatMap((source) => indexOf(source, size, `${at}/source`) ?? [])) ?? []
    const different = [...new Set(shown)]
    if (different.length > 1) {
      const says = `The texture names ${different.length} pictures; which is seen depends on the viewer.`
      found.add({ code: 'two-pictures', severity: 'warning', at, says })
    }
    const sampler = found.attempt(() => indexOf(texture.sampler, samplers.length, `${at}/sampler`))
    return { shown: different, wraps: wrapsOf(samplers[sampler ?? -1]) }
  })
}

function wrapsOf(sampler: Json = {}): Pictures[number]['wraps'] {
  const wrap = (code: unknown): TextureWrap =>
    (typeof code === 'number' ? WRAPS[code] : undefined) ?? 'repeat'
  return { wrapS: wrap(sampler.wrapS), wrapT: wrap(sampler.wrapT) }
}

/** Pictures that anything shows: by a texture that a material uses, whatever the extension, or as VRM's thumbnail. */
export function picturesNamed(root: Json, pictures: Pictures): ReadonlySet<number> {
  const used = new Set<number>()
  const add = (texture: unknown): void => {
    if (typeof texture === 'number') for (const picture of pictures[texture]?.shown ?? []) used.add(picture)
  }
  walk(root.materials, (object) => {
    for (const [key, value] of Object.entries(object)) if (key.endsWith('Texture')) add(objectOf(value).index)
  })
  walk(objectOf(root.extensions).VRM, (object) => {
    add(object.texture)
    for (const texture of Object.values(objectOf(object.textureProperties))) add(texture)
  })
  const thumbnail = objectOf(objectOf(objectOf(root.extensions).VRMC_vrm).meta).thumbnailImage
  if (typeof thumbnail === 'number') used.add(thumbnail)
  return used
}
