import type { Picture } from '../image/picture.ts'
import type { Mark } from './look.ts'

/** Seen on any picture: a bright line with a dark one on either side. */
const BRIGHT = [255, 64, 200] as const
const DARK = [16, 16, 16] as const

/** A copy of a picture in RGB with boxes outlined; what is clear in it stands on white. */
export function markPicture(picture: Picture, marks: readonly Mark[]): Picture {
  const { width, height } = picture
  const data = toRgb(picture)
  const thick = Math.max(1, Math.round(Math.min(width, height) / 160))
  const outline = (box: readonly number[], inset: number, colour: readonly [number, number, number]) => {
    const left = clamp(Math.floor(box[0]! * width) + inset, 0, width - 1)
    const top = clamp(Math.floor(box[1]! * height) + inset, 0, height - 1)
    const right = clamp(Math.ceil((box[0]! + box[2]!) * width) - 1 - inset, left, width - 1)
    const bottom = clamp(Math.ceil((box[1]! + box[3]!) * height) - 1 - inset, top, height - 1)
    const dot = (x: number, y: number) => data.set(colour, (y * width + x) * 3)
    for (let x = left; x <= right; x++) {
      dot(x, top)
      dot(x, bottom)
    }
    for (let y = top; y <= bottom; y++) {
      dot(left, y)
      dot(right, y)
    }
  }
  for (const { box } of marks)
    for (let inset = 0; inset < 3 * thick; inset++)
      outline(box, inset, inset >= thick && inset < 2 * thick ? BRIGHT : DARK)
  return { width, height, channels: 3, data }
}

function toRgb({ width, height, channels, data }: Picture): Uint8Array {
  const rgb = new Uint8Array(width * height * 3)
  for (let at = 0, to = 0; to < rgb.length; at += channels, to += 3) {
    const alpha = channels === 4 ? data[at + 3]! : 255
    for (let i = 0; i < 3; i++) {
      const value = data[channels === 1 ? at : at + i]!
      rgb[to + i] = Math.round((value * alpha + 255 * (255 - alpha)) / 255)
    }
  }
  return rgb
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
