import { imageFormat, startsWith } from '../image/image-format.ts'
import { videoFormat } from '../video/video-format.ts'
import type { MediaKind } from './media-facts.ts'

/** What a file is by its first bytes. A glTF is JSON, so that is told by its braces: what else JSON may be is none of ours. */
export function mediaKind(bytes: Uint8Array): MediaKind {
  if (imageFormat(bytes) !== undefined) return 'image'
  if (startsWith(bytes, 'glTF') || isJson(bytes)) return 'model3d'
  return videoFormat(bytes) === undefined ? 'unknown' : 'video'
}

function isJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 64))
    .replace(/^\ufeff/, '')
    .trimStart()
  return start.startsWith('{')
}
