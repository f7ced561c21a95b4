import type { Picture } from '../../image/picture.ts'
import { fittingLevel, type MipLevel, type MipTexture } from './build-mips.ts'
import { BACKGROUND } from './canvas.ts'
import type { SceneTexture } from './scene.ts'

/** A texture as pictures: its colours as if all were opaque, and, where it has alpha, as it looks on grey. RGB. */
export interface TexturePictures {
  readonly colours: Picture
  readonly onGrey: Picture | undefined
}

/**
 * Halves the texture until no side is longer than `maxSide`, or takes what was halved already. Colours under alpha 0 are
 * shown: they may be what is hidden.
 */
export function texturePictures(texture: SceneTexture, maxSide = 1024, mips?: MipTexture): TexturePictures {
  const { picture } = texture
  let clear = false
  if (picture.channels === 4)
    for (let at = 3; at < picture.data.length && !clear; at += 4) clear = picture.data[at] !== 255
  const level = fittingLevel(picture, maxSide, mips?.levels)
  if (!clear) return { colours: coloursOf(level), onGrey: undefined }
  return { colours: coloursOf(fittingLevel(withoutAlpha(picture), maxSide)), onGrey: onGrey(level) }
}

function withoutAlpha({ width, height, data }: Picture): Picture {
  const out = new Uint8Array(width * height * 3)
  for (let to = 0, from = 0; to < out.length; to += 3, from += 4) {
    out[to] = data[from]!
    out[to + 1] = data[from + 1]!
    out[to + 2] = data[from + 2]!
  }
  return { width, height, channels: 3, data: out }
}

function coloursOf({ width, height, texels }: MipLevel): Picture {
  const data = new Uint8Array(width * height * 3)
  for (let i = 0, to = 0; i < texels.length; i++) {
    const texel = texels[i]!
    data[to++] = texel
    data[to++] = texel >> 8
    data[to++] = texel >> 16
  }
  return { width, height, channels: 3, data }
}

function onGrey({ width, height, texels }: MipLevel): Picture {
  const data = new Uint8Array(width * height * 3)
  for (let i = 0, to = 0; i < texels.length; i++) {
    const texel = texels[i]!
    const alpha = texel >>> 24
    for (let shift = 0; shift < 24; shift += 8) {
      const value = ((texel >>> shift) & 255) * alpha + ((BACKGROUND >> shift) & 255) * (255 - alpha)
      data[to++] = Math.floor((value + 127) / 255)
    }
  }
  return { width, height, channels: 3, data }
}
