import sharp from 'sharp'
import type { Picture } from './picture.ts'

/** A picture as a PNG: the same bytes for the same picture on machines with the same sharp. */
export function encodePng({ data, width, height, channels }: Picture): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels } })
    .png({ compressionLevel: 6, adaptiveFiltering: false })
    .toBuffer()
}
