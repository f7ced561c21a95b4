import type { Picture } from '../../image/picture.ts'
import { fittingLevel } from './build-mips.ts'

/** A picture halved, as mip maps are, until no side is longer than `most`. */
export function halvePicture(picture: Picture, most: number): Picture {
  if (Math.max(picture.width, picture.height) <= most) return picture
  const { width, height, texels } = fittingLevel(picture, most)
  const data = new Uint8Array(texels.length * 4)
  for (const [i, texel] of texels.entries())
    for (let channel = 0; channel < 4; channel++) data[4 * i + channel] = texel >>> (8 * channel)
  return { width, height, channels: 4, data }
}
