import type { Picture } from '../../image/picture.ts'
import type { SceneTexture, Wrap } from './scene.ts'

/** One size of a texture; a texel is red | green << 8 | blue << 16 | alpha << 24, packed by shifts on every machine. */
export interface MipLevel {
  readonly width: number
  readonly height: number
  readonly texels: Int32Array
}

/** A texture with all its halvings down to one texel. */
export interface MipTexture {
  readonly levels: readonly MipLevel[]
  readonly wrapS: Wrap
  readonly wrapT: Wrap
}

const OPAQUE = 255 << 24

/** Packs a picture and halves it by means of 2 x 2, colours weighted by alpha so that hidden ones do not bleed. */
export function buildMips(texture: SceneTexture): MipTexture {
  const levels = [packTexels(texture.picture)]
  for (let last = levels[0]!; last.width > 1 || last.height > 1; last = levels.at(-1)!)
    levels.push(halveLevel(last))
  return { levels, wrapS: texture.wrapS, wrapT: texture.wrapT }
}

/** The first of its levels that has no side longer than this; of those that were built, where there are any. */
export function fittingLevel(picture: Picture, most: number, built?: readonly MipLevel[]): MipLevel {
  const fits = ({ width, height }: MipLevel): boolean => Math.max(width, height) <= Math.max(1, most)
  if (built !== undefined) return built.find(fits)!
  let level = packTexels(picture)
  while (!fits(level)) level = halveLevel(level)
  return level
}

function packTexels({ width, height, channels, data }: Picture): MipLevel {
  if (!(width >= 1 && height >= 1) || data.length < width * height * channels)
    throw new Error(
      `A texture of ${width} x ${height} needs ${width * height * channels} bytes, it has ${data.length}: decode it again`,
    )
  const texels = new Int32Array(width * height)
  // A loop for each number of channels: one that asks for each texel takes three times as long.
  if (channels === 4)
    for (let i = 0, at = 0; i < texels.length; i++, at += 4)
      texels[i] = data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24)
  else if (channels === 3)
    for (let i = 0, at = 0; i < texels.length; i++, at += 3)
      texels[i] = data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | OPAQUE
  else for (let i = 0; i < texels.length; i++) texels[i] = (data[i]! * 0x01_01_01) | OPAQUE
  return { width, height, texels }
}

function halveLevel(from: MipLevel): MipLevel {
  const width = Math.max(1, from.width >> 1)
  const height = Math.max(1, from.height >> 1)
  const texels = new Int32Array(width * height)
  const right = from.width > 1 ? 1 : 0
  const below = from.height > 1 ? from.width : 0
  const before = from.texels
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to++) {
      const at = Math.min(2 * y, from.height - 1) * from.width + Math.min(2 * x, from.width - 1)
      const a = before[at]!
      const b = before[at + right]!
      const c = before[at + below]!
      const d = before[at + right + below]!
      // Of four that are the same the mean is the same.
      texels[to] = a === b && a === c && a === d ? a : mean(a, b, c, d)
    }
  return { width, height, texels }
}

function mean(a: number, b: number, c: number, d: number): number {
  const wa = a >>> 24
  const wb = b >>> 24
  const wc = c >>> 24
  const wd = d >>> 24
  const sum = wa + wb + wc + wd
  if (wa === wb && wa === wc && wa === wd) {
    const red = ((a & 255) + (b & 255) + (c & 255) + (d & 255) + 2) >> 2
    const green = (((a >> 8) & 255) + ((b >> 8) & 255) + ((c >> 8) & 255) + ((d >> 8) & 255) + 2) >> 2
    const blue = (((a >> 16) & 255) + ((b >> 16) & 255) + ((c >> 16) & 255) + ((d >> 16) & 255) + 2) >> 2
    return red | (green << 8) | (blue << 16) | (wa << 24)
  }
  let out = ((sum + 2) >> 2) << 24
  for (let shift = 0; shift < 24; shift += 8) {
    const value =
      ((a >>> shift) & 255) * wa +
      ((b >>> shift) & 255) * wb +
      ((c >>> shift) & 255) * wc +
      ((d >>> shift) & 255) * wd
    out |= Math.floor(value / sum + 0.5) << shift
  }
  return out
}
