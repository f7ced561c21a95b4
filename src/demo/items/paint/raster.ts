/** A colour: red, green, blue, each 0 to 255. */
export type Colour = readonly [number, number, number]

/** A picture that is painted here: R G B A, 8 bits each, row by row from the top. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A picture whose every pixel is asked for once. */
export function raster(width: number, height: number, colourAt: (x: number, y: number) => Colour): Raster {
  const data = new Uint8Array(width * height * 4)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      data.set(colourAt(x, y), at)
      data[at + 3] = 255
    }
  return { width, height, data }
}

/** Fills a rectangle, in pixels; what lies outside of the picture is left away. */
export function fill(
  { width, height, data }: Raster,
  [left, top, wide, high]: readonly [number, number, number, number],
  colour: Colour,
): void {
  for (let y = Math.max(0, top); y < Math.min(height, top + high); y++)
    for (let x = Math.max(0, left); x < Math.min(width, left + wide); x++)
      data.set(colour, (y * width + x) * 4)
}

/** Puts a picture onto another, each of its pixels `times` × `times` large. */
export function paste(onto: Raster, from: Raster, left: number, top: number, times = 1): void {
  for (let y = 0; y < from.height; y++)
    for (let x = 0; x < from.width; x++) {
      const at = (y * from.width + x) * 4
      const colour = [from.data[at]!, from.data[at + 1]!, from.data[at + 2]!] as const
      fill(onto, [left + x * times, top + y * times, times, times], colour)
    }
}

/** A picture of another size: the nearest pixel. */
export function resized(from: Raster, width: number, height: number): Raster {
  return raster(width, height, (x, y) =>
    pixel(from, Math.floor((x * from.width) / width), Math.floor((y * from.height) / height)),
  )
}

/** A picture turned a quarter to the right. */
export function turned(from: Raster): Raster {
  return raster(from.height, from.width, (x, y) => pixel(from, y, from.height - 1 - x))
}

/** A picture with each colour changed. */
export function recoloured(from: Raster, change: (colour: Colour) => Colour): Raster {
  return raster(from.width, from.height, (x, y) => change(pixel(from, x, y)))
}

function pixel({ width, data }: Raster, x: number, y: number): Colour {
  const at = (y * width + x) * 4
  return [data[at]!, data[at + 1]!, data[at + 2]!]
}
