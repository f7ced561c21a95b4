import type { Picture } from '../image/picture.ts'

const { fround } = Math
const RED = fround(0.299)
const GREEN = fround(0.587)
const BLUE = fround(0.114)

/** Brightness of every pixel, 0 to 255 in float32, row by row. Alpha is dropped and grey is taken as it is. */
export function pdqLuma({ width, height, channels, data }: Picture): Float32Array {
  const luma = new Float32Array(width * height)
  if (channels === 1) {
    luma.set(data)
    return luma
  }
  for (let pixel = 0, at = 0; pixel < luma.length; pixel++, at += channels) {
    const redAndGreen = fround(fround(RED * data[at]!) + fround(GREEN * data[at + 1]!))
    luma[pixel] = fround(redAndGreen + fround(BLUE * data[at + 2]!))
  }
  return luma
}
