import { Fault } from '../finding.ts'
import type { FindingList } from '../finding-list.ts'
import type { ItemTexture } from '../item.ts'
import type { Budget } from './budget.ts'
import { indexOf, type Json, objectOf, objectsOf } from './fields.ts'
import type { Views } from './open-views.ts'
import { pictureHeader } from './picture-header.ts'
import { readDataUri } from './read-data-uri.ts'

const EMPTY = new Uint8Array(0)

/** Every picture in the file, those that nothing uses too; none is decoded. Throws Spent when there are too many. */
export function readTextures(
  root: Json,
  views: Views,
  used: ReadonlySet<number>,
  budget: Budget,
  found: FindingList,
): ItemTexture[] {
  const images = objectsOf(root, 'images', '')
  const { limits } = budget
  budget.most(images.length, limits.textures, 'too-many-textures', '/images', 'pictures')
  let pixels = 0
  return images.map((value, index) => {
    const at = `/images/${index}`
    const bytes = found.attempt(() => bytesOf(objectOf(value), views, budget, at)) ?? EMPTY
    const header = pictureHeader(bytes)
    const area = header.width * header.height
    pixels += area
    if (Math.max(header.width, header.height) > limits.textureSide || area > limits.texturePixels) {
      const says = `The picture has ${header.width} × ${header.height} pixels, too many to decode.`
      found.add(new Fault('texture-too-large', at, says).finding)
    } else if (pixels > limits.allTexturePixels) {
      const says = `The pictures up to here have ${pixels} pixels; at most ${limits.allTexturePixels} are decoded.`
      found.add(new Fault('textures-too-large', at, says).finding)
    }
    if (bytes.length > 0 && (header.mime === 'unknown' || area === 0)) {
      found.add(new Fault('unknown-picture', at, 'This is not a PNG, JPEG, WebP or KTX2 picture.').finding)
    }
    return { at, bytes, ...header, used: used.has(index) }
  })
}

function bytesOf(image: Json, views: Views, budget: Budget, at: string): Uint8Array {
  if (image.uri !== undefined) return readDataUri(image.uri, budget, `${at}/uri`)
  const view = indexOf(image.bufferView, views.size, `${at}/bufferView`)
  if (view === undefined) throw new Fault('bad-reference', at, 'The picture has neither a view nor a URI.')
  return views.open(view).bytes
}
