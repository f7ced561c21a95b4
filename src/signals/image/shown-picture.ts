import sharp from 'sharp'
import { imageFormat } from './image-format.ts'
import { IMAGE_LIMITS, type ImageLimits } from './image-limits.ts'
import { gammaOf, leanPng } from './lean-png.ts'
import type { Picture } from './picture.ts'

/** On grey black and white shapes show alike. */
const GREY = '#808080'
/** A pixel differs when a channel does by more; colour profiles of cameras and phones change less. */
const MOST_CHANGE = 64
/** So many pixels are a letter. */
const FEW = 16

/**
 * The first frame as viewers show it where that is not the picture that `decodeImage` gives, whose hash must not hang on it: turned by EXIF,
 * in its colour profile or gamma, on grey where it can be seen through. `same`: it is; `unseen`: nobody can tell. Never rejects.
 */
export async function shownPicture(
  bytes: Uint8Array,
  plain: Picture,
  limits: ImageLimits = IMAGE_LIMITS,
): Promise<Picture | 'same' | 'unseen'> {
  const isPng = imageFormat(bytes) === 'png'
  const lean = isPng ? leanPng(bytes) : bytes
  const {
    orientation = 1,
    hasAlpha,
    icc,
  } = await open(lean)
    .metadata()
    .catch(() => ({ orientation: 1, hasAlpha: true, icc: undefined }))
  const exponent = isPng ? gammaOf(lean) : 1
  if (orientation === 1 && !hasAlpha && icc === undefined && Math.abs(exponent - 1) < 0.1) return 'same'
  // A profile that is broken is left aside, as viewers do.
  const shown =
    (await pixels(lean, limits, false)) ?? (icc === undefined ? undefined : await pixels(lean, limits, true))
  if (shown === undefined) return 'unseen'
  const picture = exponent === 1 ? shown : brightened(shown, exponent)
  return orientation === 1 && areAlike(plain, picture) ? 'same' : picture
}

function open(bytes: Uint8Array, ignoreIcc = false) {
  return sharp(bytes, { ignoreIcc, failOn: 'none', limitInputPixels: false, pages: 1 })
}

async function pixels(
  bytes: Uint8Array,
  { timeoutMs }: ImageLimits,
  ignoreIcc: boolean,
): Promise<Picture | undefined> {
  try {
    const { data, info } = await open(bytes, ignoreIcc)
      .autoOrient()
      .flatten({ background: GREY })
      .toColourspace('srgb')
      .timeout({ seconds: Math.ceil(timeoutMs / 1000) })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    return channels === 1 || channels === 3 ? { width, height, channels, data } : undefined
  } catch {
    return undefined
  }
}

function brightened({ width, height, channels, data }: Picture, exponent: number): Picture {
  const table = Uint8Array.from({ length: 256 }, (_, i) => Math.round(255 * (i / 255) ** exponent))
  return { width, height, channels, data: data.map((value) => table[value]!) }
}

function areAlike(a: Picture, b: Picture): boolean {
  if (a.width !== b.width || a.height !== b.height) return false
  let differ = 0
  const count = a.width * a.height
  for (let i = 0; i < count && differ < FEW; i++)
    for (let c = 0; c < 3; c++) {
      const mine = a.data[i * a.channels + (a.channels === 1 ? 0 : c)]!
      const other = b.data[i * b.channels + (b.channels === 1 ? 0 : c)]!
      if (Math.abs(mine - other) <= MOST_CHANGE) continue
      differ++
      break
    }
  // Of a picture of a few pixels each one tells.
  return differ < Math.min(FEW, count)
}
