import type { ImageFormat } from './image-format.ts'

/** How far an image reaches in its file. */
export interface ImageExtent {
  /** The byte after the image; undefined when the file ends before the image does. */
  readonly end: number | undefined
  readonly frames: number
}

/** Walks the parts of a file without decoding them: where the image ends, and how many frames it says it has. */
export function imageExtent(bytes: Uint8Array, format: ImageFormat): ImageExtent {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return WALKS[format](bytes, view)
}

type Walk = (bytes: Uint8Array, view: DataView) => ImageExtent

const WALKS: Readonly<Record<ImageFormat, Walk>> = {
  png: walkPng,
  jpeg: walkJpeg,
  gif: walkGif,
  webp: walkWebp,
}

function walkPng(bytes: Uint8Array, view: DataView): ImageExtent {
  let frames = 1
  for (let at = 8; at + 12 <= bytes.length; ) {
    const type = view.getUint32(at + 4)
    if (type === 0x6163544c) frames = Math.max(frames, view.getUint32(at + 8)) // acTL
    // The picture need not be one of the frames: one frame of its own is two pictures.
    if (type === 0x66644154) frames = Math.max(frames, 2) // fdAT
    at += 12 + view.getUint32(at)
    if (type === 0x49454e44 && at <= bytes.length) return { end: at, frames } // IEND
  }
  return { end: undefined, frames }
}

function walkJpeg(bytes: Uint8Array, view: DataView): ImageExtent {
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) {
      at++ // within what was compressed
      continue
    }
    const marker = bytes[at + 1]!
    if (marker === 0xd9) return { end: at + 2, frames: 1 }
    if (marker === 0xff) at += 1
    else if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else if (at + 4 > bytes.length) break
    else at += 2 + view.getUint16(at + 2)
  }
  return { end: undefined, frames: 1 }
}

function walkGif(bytes: Uint8Array): ImageExtent {
  const table = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)
  let frames = 0
  let at = 13 + table(bytes[10] ?? 0)
  while (at < bytes.length) {
    const block = bytes[at]!
    if (block === 0x3b) return { end: at + 1, frames }
    if (block === 0x2c) {
      frames++
      at += 10 + table(bytes[at + 9] ?? 0) + 1
    } else if (block === 0x21) at += 2
    else break
    while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1
    at++
  }
  return { end: undefined, frames }
}

function walkWebp(bytes: Uint8Array, view: DataView): ImageExtent {
  if (bytes.length < 12) return { end: undefined, frames: 1 }
  const end = 8 + view.getUint32(4, true)
  let animated = 0
  for (let at = 12; at + 8 <= Math.min(end, bytes.length); ) {
    if (view.getUint32(at) === 0x414e4d46) animated++ // ANMF
    const size = view.getUint32(at + 4, true)
    at += 8 + size + (size % 2)
  }
  return { end: end <= bytes.length ? end : undefined, frames: Math.max(1, animated) }
}
