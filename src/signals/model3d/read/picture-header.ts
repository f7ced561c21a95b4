import type { ItemTexture } from '../item.ts'

/** What the first bytes of a picture tell, without decoding it. */
export type PictureHeader = Pick<ItemTexture, 'mime' | 'width' | 'height'>

const UNKNOWN: PictureHeader = { mime: 'unknown', width: 0, height: 0 }

/** Kind and size of a PNG, JPEG, WebP or KTX2, by its own header: what the file says of it is not trusted. */
export function pictureHeader(bytes: Uint8Array): PictureHeader {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (starts(bytes, 0, '\x89PNG\r\n\x1a\n')) {
    if (bytes.length < 24 || !starts(bytes, 12, 'IHDR')) return { ...UNKNOWN, mime: 'image/png' }
    return { mime: 'image/png', width: data.getUint32(16), height: data.getUint32(20) }
  }
  if (starts(bytes, 0, '\xff\xd8\xff')) return { mime: 'image/jpeg', ...jpegSize(data) }
  if (starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WEBP'))
    return { mime: 'image/webp', ...webpSize(bytes, data) }
  if (starts(bytes, 0, '\xabKTX 20\xbb\r\n\x1a\n') && bytes.length >= 28) {
    return { mime: 'image/ktx2', width: data.getUint32(20, true), height: data.getUint32(24, true) }
  }
  return UNKNOWN
}

function starts(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

/** From the first frame header (SOF0 to SOF15 without DHT, JPG and DAC). */
function jpegSize(data: DataView): { width: number; height: number } {
  let at = 2
  while (at + 9 <= data.byteLength) {
    if (data.getUint8(at) !== 0xff) break
    const marker = data.getUint8(at + 1)
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (frame) return { height: data.getUint16(at + 5), width: data.getUint16(at + 7) }
    const length = data.getUint16(at + 2)
    if (length < 2) break
    at += 2 + length
  }
  return { width: 0, height: 0 }
}

function webpSize(bytes: Uint8Array, data: DataView): { width: number; height: number } {
  if (bytes.length < 30) return { width: 0, height: 0 }
  if (starts(bytes, 12, 'VP8X')) {
    const width = 1 + bytes[24]! + bytes[25]! * 256 + bytes[26]! * 65_536
    return { width, height: 1 + bytes[27]! + bytes[28]! * 256 + bytes[29]! * 65_536 }
  }
  if (starts(bytes, 12, 'VP8L')) {
    const bits = data.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff }
}
