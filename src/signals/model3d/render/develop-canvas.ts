import type { Picture } from '../../image/picture.ts'
import type { Canvas } from './canvas.ts'

/** The mean of the samples of each pixel, and who is nearest in it. */
export function developCanvas(
  canvas: Canvas,
  size: number,
  samples: 1 | 2,
): { picture: Picture; owner: Uint16Array } {
  const data = new Uint8Array(size * size * 3)
  const owner = new Uint16Array(size * size)
  const { colour, depth, width } = canvas
  if (samples === 1) {
    for (let place = 0, to = 0; place < colour.length; place++) {
      const value = colour[place]!
      data[to++] = value
      data[to++] = value >> 8
      data[to++] = value >> 16
    }
    owner.set(canvas.owner)
    return { picture: { width: size, height: size, channels: 3, data }, owner }
  }
  for (let y = 0, place = 0; y < size; y++)
    for (let x = 0; x < size; x++, place++) {
      let from = y * samples * width + x * samples
      let red = 0
      let green = 0
      let blue = 0
      let nearest = from
      for (let row = 0; row < samples; row++, from += width)
        for (let column = 0; column < samples; column++) {
          const value = colour[from + column]!
          red += value & 255
          green += (value >> 8) & 255
          blue += (value >> 16) & 255
          if (depth[from + column]! > depth[nearest]!) nearest = from + column
        }
      data[3 * place] = (red + 2) >> 2
      data[3 * place + 1] = (green + 2) >> 2
      data[3 * place + 2] = (blue + 2) >> 2
      owner[place] = canvas.owner[nearest]!
    }
  return { picture: { width: size, height: size, channels: 3, data }, owner }
}
