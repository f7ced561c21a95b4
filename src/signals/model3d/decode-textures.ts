import { decodeImage } from '../image/decode-image.ts'
import { IMAGE_LIMITS, type ImageLimits } from '../image/image-limits.ts'
import type { Picture } from '../image/picture.ts'
import type { Finding } from './finding.ts'
import type { Item, ItemTexture } from './item.ts'
import { halvePicture } from './render/halve-picture.ts'

export interface TextureLimits {
  readonly image: ImageLimits
  /** Pixels a side that are kept of one texture, and of all together: what is larger is halved. */
  readonly side: number
  readonly pixels: number
}

export const TEXTURE_LIMITS: TextureLimits = {
  image: IMAGE_LIMITS,
  side: 2_048,
  pixels: 16 * 1_024 * 1_024,
}

/** Makes RGBA of a KTX2 file; undefined when it cannot, or would take more than so many pixels. Never rejects for content. */
export type DecodeKtx2 = (
  bytes: Uint8Array,
  most: { readonly pixels: number },
) => Promise<{ readonly picture: Picture; readonly mipsDiffer: boolean } | undefined>

export interface DecodedTextures {
  /** One for each texture of the item; where one could not be decoded, a checker that nobody takes for a texture. */
  readonly pictures: readonly Picture[]
  readonly findings: readonly Finding[]
  /** Whether each could be decoded. */
  readonly whole: boolean
}

/** Decodes every picture of an item, one after the other; those that nothing uses too. Never rejects for what they hold. */
export async function decodeTextures(
  { textures }: Pick<Item, 'textures'>,
  limits: TextureLimits = TEXTURE_LIMITS,
  ktx2?: DecodeKtx2,
): Promise<DecodedTextures> {
  const findings: Finding[] = []
  const pictures: Picture[] = []
  let whole = true
  const side = sideFor(textures, limits)
  for (const texture of textures) {
    const { picture, told } = await decodeTexture(texture, limits, ktx2)
    findings.push(...told)
    whole &&= picture !== undefined
    pictures.push(picture === undefined ? checker() : halvePicture(picture, side))
  }
  return { pictures, findings, whole }
}

/** The longest side that lets all of them fit; from the headers alone, so that a file always gives the same pictures. */
function sideFor(textures: readonly ItemTexture[], { side, pixels }: TextureLimits): number {
  for (let most = side; most > 64; most /= 2) {
    const kept = textures.reduce((sum, { width, height }) => {
      let times = 1
      while (Math.max(width, height) > most * times) times *= 2
      return sum + (width * height) / (times * times)
    }, 0)
    if (kept <= pixels) return most
  }
  return 64
}

async function decodeTexture(
  texture: ItemTexture,
  limits: TextureLimits,
  ktx2: DecodeKtx2 | undefined,
): Promise<{ picture: Picture | undefined; told: Finding[] }> {
  const { at, bytes, mime } = texture
  const undecodable = (says: string): Finding => ({
    code: 'texture-undecodable',
    severity: 'warning',
    at,
    says,
  })
  // What could not be reached has its finding by the reader.
  if (bytes.length === 0 || mime === 'unknown') return { picture: undefined, told: [] }
  if (mime === 'image/ktx2') {
    const decoded = await ktx2?.(bytes, { pixels: limits.image.maxPixels })
    if (decoded === undefined)
      return {
        picture: undefined,
        told: [undecodable('The KTX2 texture could not be decoded: nobody has seen it.')],
      }
    const says = 'From afar the texture shows something else than from near: its smaller levels differ.'
    const differ: Finding = { code: 'texture-mips-differ', severity: 'warning', at, says }
    return { picture: decoded.picture, told: decoded.mipsDiffer ? [differ] : [] }
  }
  const { picture, findings } = await decodeImage(withoutPadding(bytes), limits.image, { alpha: true })
  if (picture === undefined) {
    const says = findings.find(({ severity }) => severity === 'error')?.says ?? 'The texture has no pixels.'
    return { picture, told: [undecodable(says)] }
  }
  return { picture, told: findings.map(({ code, severity, says }) => ({ code, severity, at, says })) }
}

/** Exporters fill views up to a multiple of four with zeros; no PNG, JPEG or WebP needs a zero after its end. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && bytes.length - end < 3 && bytes[end - 1] === 0) end--
  const riff = bytes[0] === 0x52
  return riff ? bytes : bytes.subarray(0, end)
}

const SQUARES = 8

/** Squares of magenta and black. */
function checker(): Picture {
  const side = 64
  const data = new Uint8Array(side * side * 4)
  for (let i = 0; i < side * side; i++) {
    const odd = (Math.floor((i % side) / SQUARES) + Math.floor(i / side / SQUARES)) % 2
    data.set(odd === 0 ? [255, 0, 255, 255] : [0, 0, 0, 255], i * 4)
  }
  return { width: side, height: side, channels: 4, data }
}
