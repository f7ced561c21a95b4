import type { Picture } from '../image/picture.ts'

/** Moves the pixels of a picture; `from` says which column and row of it stands at a place. */
function moved(
  picture: Picture,
  swapped: boolean,
  from: (x: number, y: number, right: number, bottom: number) => readonly [x: number, y: number],
): Picture {
  const { channels, data } = picture
  const [width, height] = swapped ? [picture.height, picture.width] : [picture.width, picture.height]
  const turned = new Uint8Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [column, row] = from(x, y, picture.width - 1, picture.height - 1)
      for (let k = 0; k < channels; k++)
        turned[(y * width + x) * channels + k] = data[(row * picture.width + column) * channels + k]!
    }
  return { width, height, channels, data: turned }
}

/** Turns the pixels themselves, by the names of `TURNS`. */
export const TURNED_BY: Readonly<Record<string, (picture: Picture) => Picture>> = {
  original: (picture) => picture,
  'rotated 90': (picture) => moved(picture, true, (x, y, right) => [right - y, x]),
  'rotated 180': (picture) => moved(picture, false, (x, y, right, bottom) => [right - x, bottom - y]),
  'rotated 270': (picture) => moved(picture, true, (x, y, _, bottom) => [y, bottom - x]),
  'flipped top to bottom': (picture) => moved(picture, false, (x, y, _, bottom) => [x, bottom - y]),
  'flipped left to right': (picture) => moved(picture, false, (x, y, right) => [right - x, y]),
  transposed: (picture) => moved(picture, true, (x, y) => [y, x]),
  'transposed on the other diagonal': (picture) =>
    moved(picture, true, (x, y, right, bottom) => [right - y, bottom - x]),
}
