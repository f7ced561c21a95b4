import type { Random } from '../../random.ts'
import { PATTERNS, paintPattern } from './paint-pattern.ts'
import { type Colour, fill, type Raster } from './raster.ts'

const SIDE = 256
const SKINS: readonly Colour[] = [
  [246, 214, 190],
  [222, 178, 142],
  [166, 116, 82],
  [104, 70, 52],
]

/** A profile picture: a face with hair before a patterned ground. */
export function avatarPicture(random: Random): Raster {
  const colour = (): Colour => [random.int(256), random.int(256), random.int(256)]
  const ground = {
    pattern: random.pick(PATTERNS),
    main: colour(),
    second: colour(),
    repeats: 3 + random.int(7),
  }
  const picture = paintPattern(random, ground, SIDE)
  const [skin, hair, top] = [random.pick(SKINS), colour(), colour()]
  const middle = SIDE / 2 + random.int(31) - 15
  const ellipse = (x: number, y: number, wide: number, high: number, ink: Colour) => {
    for (let row = Math.floor(-high); row <= high; row++) {
      const half = Math.round(wide * Math.sqrt(Math.max(0, 1 - (row / high) ** 2)))
      fill(picture, [Math.round(x) - half, Math.round(y) + row, 2 * half, 1], ink)
    }
  }
  ellipse(middle, 262, 86, 78, top)
  ellipse(middle, 116 - random.int(10), 66, 74, hair)
  fill(picture, [middle - 16, 166, 32, 36], skin)
  ellipse(middle, 130, 50, 60, skin)
  const eye = 16 + random.int(8)
  for (const side of [-1, 1]) ellipse(middle + side * eye, 126, 5, 6 + random.int(3), [30, 26, 32])
  ellipse(middle, 162, 10 + random.int(12), 3 + random.int(4), [170, 60, 70])
  return picture
}
