import { imageFormat, startsWith } from '../image/image-format.ts'
import type { MediaKind } from './media-facts.ts'

/** What a file is by its first bytes. A glTF is JSON, so that is told by its braces: what else JSON may be is none of ours. */
export function mediaKind(bytes: Uint8Array): MediaKind {
  if (imageFormat(bytes) !== undefined) return 'image'
  if (startsWith(bytes, 'glTF') || isJson(bytes)) return 'model3d'
  return isVideo(bytes) ? 'video' : 'unknown'
}

function isJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 64))
    .replace(/^\ufeff/, '')
    .trimStart()
  return start.startsWith('{')
}

/** MP4 and MOV (`ftyp` at 4), WebM and Matroska (EBML), AVI. */
function isVideo(bytes: Uint8Array): boolean {
  if (startsWith(bytes.subarray(4), 'ftyp')) return true
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) return true
  return startsWith(bytes, 'RIFF') && startsWith(bytes.subarray(8), 'AVI ')
}
