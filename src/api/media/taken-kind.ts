import { imageFormat, looksLikeSvg } from '../../signals/image/image-format.ts'
import { mediaKind } from '../../signals/media/media-kind.ts'
import { refusal } from '../problem-error.ts'
import type { MediaRecord } from './ports.ts'

/** Pictures in the container that videos have; nobody here reads them. */
const STILL_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1', 'avif', 'avis', 'crx ']

/** What a file is, and in which format where that shows; throws the problem for what is not taken. */
export function takenKind(content: Uint8Array): Pick<MediaRecord, 'kind' | 'format'> {
  if (content.length === 0)
    throw refusal('invalid-request', 'The body is empty.', { wayOut: 'Send the bytes of the file as body.' })
  if (looksLikeSvg(content))
    throw notTaken(
      'The file is an SVG: it can run scripts and draw differently everywhere.',
      'Send a picture of it: PNG, JPEG, WebP or GIF.',
    )
  const kind = mediaKind(content)
  const brand = new TextDecoder('latin1').decode(content.subarray(8, 12)).toLowerCase()
  if (kind === 'unknown' || (kind === 'video' && STILL_BRANDS.includes(brand)))
    throw notTaken('The first bytes of the file are of no kind that is taken.', TAKEN)
  const format = kind === 'image' ? imageFormat(content) : undefined
  return { kind, format }
}

const TAKEN =
  'Send PNG, JPEG, WebP or GIF; GLB, VRM or glTF; MP4 or WebM. What a file is, its first bytes tell, whatever Content-Type says.'

function notTaken(detail: string, wayOut: string): Error {
  return refusal('unsupported-media-type', detail, { wayOut })
}
