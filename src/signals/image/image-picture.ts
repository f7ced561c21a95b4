import { decodeFrame } from './decode-frames.ts'
import { decodeImage } from './decode-image.ts'
import type { Picture } from './picture.ts'
import { shownPicture } from './shown-picture.ts'

/** A picture of an image file by its name: `picture`, `picture.shown` or `frame.N`; undefined where it has none of that name. */
export async function imagePicture(bytes: Uint8Array, name: string): Promise<Picture | undefined> {
  const frame = /^frame\.(\d{1,6})$/.exec(name)?.[1]
  if (frame !== undefined) return decodeFrame(bytes, Number(frame))
  if (name !== 'picture' && name !== 'picture.shown') return undefined
  const { picture } = await decodeImage(bytes)
  if (name === 'picture' || picture === undefined) return picture
  const shown = await shownPicture(bytes, picture)
  return typeof shown === 'string' ? undefined : shown
}
