import { encodePng } from '../../signals/image/encode-png.ts'
import type { Picture } from '../../signals/image/picture.ts'
import type { Mark } from '../../signals/media/look.ts'
import { markPicture } from '../../signals/media/mark-picture.ts'

/** A picture as PNG, with marks in it. */
export async function drawPicture(picture: Picture, marks: readonly Mark[]): Promise<Buffer> {
  const png = await encodePng(marks.length === 0 ? picture : markPicture(picture, marks))
  return Buffer.from(png.buffer, png.byteOffset, png.length)
}
