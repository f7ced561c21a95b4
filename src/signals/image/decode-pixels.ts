import sharp, { type Sharp } from 'sharp'
import { damaged, notDecodable, tooManyPixels, tooSlow } from './image-faults.ts'
import type { ImageFinding } from './image-finding.ts'
import type { ImageFormat } from './image-format.ts'
import type { ImageLimits } from './image-limits.ts'
import type { Picture } from './picture.ts'

export interface DecodedPixels {
  readonly picture: Picture | undefined
  readonly fault: ImageFinding | undefined
}

/** The pixels within the limits, by sharp; strictly first, then a damaged JPEG as viewers show it. */
export async function decodePixels(
  bytes: Uint8Array,
  { format, limits, cut, alpha }: { format: ImageFormat; limits: ImageLimits; cut: boolean; alpha: boolean },
): Promise<DecodedPixels> {
  const { width, height } = await open(bytes, 'none')
    .metadata()
    .catch(() => ({ width: 0, height: 0 }))
  if (width === 0) return { picture: undefined, fault: notDecodable() }
  if (width * height > limits.maxPixels)
    return { picture: undefined, fault: tooManyPixels(width, height, limits) }
  try {
    return { picture: await pixels(open(bytes, 'warning'), limits, alpha), fault: undefined }
  } catch (fault) {
    if (isTimeout(fault)) return { picture: undefined, fault: tooSlow(limits) }
    // Of the others the decoder gives less than a viewer shows: a blank picture would pass for a harmless one.
    if (format !== 'jpeg') return { picture: undefined, fault: notDecodable() }
  }
  try {
    const picture = await pixels(open(bytes, 'none'), limits, alpha)
    return { picture, fault: damaged(cut) }
  } catch (fault) {
    return { picture: undefined, fault: isTimeout(fault) ? tooSlow(limits) : notDecodable() }
  }
}

function open(bytes: Uint8Array, failOn: 'none' | 'warning'): Sharp {
  // The limit on pixels is held by the header's size before any of them is decoded.
  return sharp(bytes, { ignoreIcc: true, failOn, limitInputPixels: false, pages: 1 })
}

async function pixels(image: Sharp, { timeoutMs }: ImageLimits, alpha: boolean): Promise<Picture> {
  const { data, info } = await (alpha ? image.toColourspace('srgb').ensureAlpha() : image.removeAlpha())
    .timeout({ seconds: Math.ceil(timeoutMs / 1000) })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  if (channels !== (alpha ? 4 : 3) && (alpha || channels !== 1))
    throw new Error(`The decoder made ${channels} channels.`)
  return { width, height, channels, data }
}

function isTimeout(fault: unknown): boolean {
  return fault instanceof Error && fault.message.includes('timeout')
}
