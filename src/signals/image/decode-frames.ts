import sharp from 'sharp'
import { IMAGE_LIMITS, type ImageLimits } from './image-limits.ts'
import type { Picture } from './picture.ts'

/** Frames that are decoded together: each time the decoder begins with the first one. */
const TOGETHER = 16

/** Frame of an animated picture by its number, from 0. */
export interface Frame {
  readonly frame: number
  readonly picture: Picture
}

/**
 * Frames of an animated GIF or WebP after the first, in RGB as a viewer shows them, `most` at most, spread evenly over all. Ends early
 * where a frame cannot be decoded, or all together have too many pixels.
 */
export async function* decodeFrames(
  bytes: Uint8Array,
  frames: number,
  most: number,
  limits: ImageLimits = IMAGE_LIMITS,
): AsyncGenerator<Frame> {
  const wanted = new Set(pickFrames(frames, most))
  let pixels = 0
  for (let from = 0; from < frames; from += TOGETHER) {
    const pages = Math.min(TOGETHER, frames - from)
    const here = Array.from({ length: pages }, (_, i) => from + i).filter((frame) => wanted.has(frame))
    if (here.length === 0) continue
    const strip = await decodeStrip(bytes, from, pages, limits)
    if (strip === undefined) return
    const { width, data } = strip
    const height = strip.height / pages
    for (const frame of here) {
      pixels += width * height
      if (pixels > MOST_PIXELS) return
      const start = (frame - from) * width * height * 3
      yield {
        frame,
        picture: { width, height, channels: 3, data: data.slice(start, start + width * height * 3) },
      }
    }
  }
}

/** One frame; undefined where it cannot be decoded. */
export async function decodeFrame(bytes: Uint8Array, frame: number): Promise<Picture | undefined> {
  return decodeStrip(bytes, frame, 1, IMAGE_LIMITS)
}

/** Pixels of all frames together. */
const MOST_PIXELS = 16 * 4096 * 4096

/** Numbers of frames but the first, spread evenly, the last among them. */
export function pickFrames(frames: number, most: number): number[] {
  const rest = frames - 1
  const count = Math.min(rest, most)
  return Array.from({ length: count }, (_, i) => 1 + Math.floor(((i + 1) * rest) / count) - 1)
}

async function decodeStrip(
  bytes: Uint8Array,
  page: number,
  pages: number,
  { maxPixels, timeoutMs }: ImageLimits,
): Promise<Picture | undefined> {
  const open = () => sharp(bytes, { ignoreIcc: true, failOn: 'none', limitInputPixels: false, page, pages })
  try {
    const { width, height } = await open().metadata()
    if (width * height > maxPixels * 4) return undefined
    const { data, info } = await open()
      // What can be seen through shows on grey whatever colour it has.
      .flatten({ background: '#808080' })
      .toColourspace('srgb')
      .timeout({ seconds: Math.ceil(timeoutMs / 1000) })
      .raw()
      .toBuffer({ resolveWithObject: true })
    return info.channels === 3 ? { width: info.width, height: info.height, channels: 3, data } : undefined
  } catch {
    return undefined
  }
}
