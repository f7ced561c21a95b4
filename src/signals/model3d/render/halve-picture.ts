import type { Picture } from '../../image/picture.ts'
import { buildMips } from './build-mips.ts'

/** A picture halved, as mip maps are, until no side is longer than `most`. */
export function halvePicture(picture: Picture, most: number): Picture {
  if (Math.max(picture.width, picture.height) <= most) return picture
  const { levels } = buildMips({ picture, wrapS: 'clamp', wrapT: 'clamp' })
  const { width, height, texels } =
    levels.find((level) => Math.max(level.width, level.height) <= most) ?? levels.at(-1)!
  const data = new Uint8Array(texels.length * 4)
  texels.forEach((texel, i) => {
    for (let channel = 0; channel < 4; channel++) data[4 * i + channel] = texel >>> (8 * channel)
  })
  return { width, height, channels: 4, data }
}
