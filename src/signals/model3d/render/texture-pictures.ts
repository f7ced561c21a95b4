import type { Picture } from '../../image/picture.ts'
import { buildMips, type MipLevel } from './build-mips.ts'
import { BACKGROUND } from './canvas.ts'
import type { SceneTexture } from './scene.ts'

/** A texture as pictures: its colours as if all were opaque, and, where it has alpha, as it looks on grey. RGB. */
export interface TexturePictures {
  readonly colours: Picture
  readonly onGrey: Picture | undefined
}

/** Halves the texture until no side is longer than `maxSide`. Colours under alpha 0 are shown: they may be what is hidden. */
export function texturePictures(texture: SceneTexture, maxSide = 1024): TexturePictures {
  const { picture } = texture
  let clear = false
  if (picture.channels === 4)
    for (let at = 3; at < picture.data.length && !clear; at += 4) clear = picture.data[at] !== 255
  const colours = opaque(
    fitting(clear ? { ...texture, picture: withoutAlpha(picture) } : texture, maxSide),
    false,
  )
  return { colours, onGrey: clear ? opaque(fitting(texture, maxSide), true) : undefined }
}

function fitting(texture: SceneTexture, maxSide: number): MipLevel {
  const { levels } = buildMips(texture)
  return levels.find((level) => Math.max(level.width, level.height) <= maxSide) ?? levels.at(-1)!
}

function withoutAlpha({ width, height, data }: Picture): Picture {
  const out = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++)
    for (let channel = 0; channel < 3; channel++) out[3 * i + channel] = data[4 * i + channel]!
  return { width, height, channels: 3, data: out }
}

function opaque({ width, height, texels }: MipLevel, blended: boolean): Picture {
  const data = new Uint8Array(width * height * 3)
  texels.forEach((texel, i) => {
    const alpha = blended ? texel >>> 24 : 255
    for (let channel = 0; channel < 3; channel++) {
      const value = ((texel >>> (8 * channel)) & 255) * alpha
      const under = ((BACKGROUND >> (8 * channel)) & 255) * (255 - alpha)
      data[3 * i + channel] = Math.floor((value + under + 127) / 255)
    }
  })
  return { width, height, channels: 3, data }
}
