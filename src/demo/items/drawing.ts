import type { Random } from '../random.ts'
import { GLYPHS } from './glyphs.ts'

export type Colour = readonly [red: number, green: number, blue: number]

/** A picture in RGB, row by row from the top. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

export function blank(width: number, height: number, colour: Colour): Drawing {
  const data = new Uint8Array(3 * width * height)
  for (let at = 0; at < data.length; at += 3) data.set(colour, at)
  return { width, height, data }
}

export function fill(
  { width, height, data }: Drawing,
  [x, y, w, h]: readonly [number, number, number, number],
  colour: Colour,
): void {
  for (let row = Math.max(0, y); row < Math.min(height, y + h); row++)
    for (let column = Math.max(0, x); column < Math.min(width, x + w); column++)
      data.set(colour, 3 * (row * width + column))
}

/** Each point by a function of where it is, 0 to 1 across and down. */
export function paint(drawing: Drawing, colourAt: (across: number, down: number) => Colour): void {
  const { width, height, data } = drawing
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set(colourAt(x / width, y / height), 3 * (y * width + x))
}

/** Writes capital letters, digits and a few signs of 5 × 7 points, each `scale` pixels wide. */
export function write(drawing: Drawing, text: string, [x, y]: readonly [number, number], scale: number, colour: Colour): void {
  for (const [i, letter] of [...text].entries()) {
    const rows = GLYPHS[letter]
    if (rows === undefined) throw new RangeError(`There is no letter ${letter}; write with ${Object.keys(GLYPHS).join('')}.`)
    for (const [row, bits] of rows.entries())
      for (let column = 0; column < 5; column++)
        if ((bits >> (4 - column)) & 1)
          fill(drawing, [x + (6 * i + column) * scale, y + row * scale, scale, scale], colour)
  }
}

/** A pattern of cloth. */
export const PATTERNS = ['plain', 'stripes', 'checks', 'knit', 'dots', 'waves'] as const

/** Cloth by chance: a pattern in two colours with a little unevenness. */
export function cloth(random: Random, size = 256): Drawing {
  const drawing = blank(size, size, [0, 0, 0])
  const pattern = random.pick(PATTERNS)
  const [one, two] = [colour(random), colour(random)]
  const count = 3 + Math.floor(10 * random.next())
  const slant = random.next() < 0.5 ? 0 : Math.floor(3 * random.next()) - 1
  const phase = random.next()
  paint(drawing, (u, v) => {
    const first = isFirst(pattern, u + slant * v + phase, v, count)
    const grain = 0.92 + 0.08 * Math.abs(Math.sin(12.9898 * Math.floor(u * size) + 78.233 * Math.floor(v * size)))
    const [r, g, b] = first ? one : two
    return [r * grain, g * grain, b * grain]
  })
  return drawing
}

function isFirst(pattern: (typeof PATTERNS)[number], u: number, v: number, count: number): boolean {
  const across = fraction(u * count)
  const down = fraction(v * count)
  switch (pattern) {
    case 'plain':
      return true
    case 'stripes':
      return across < 0.5
    case 'checks':
      return across < 0.5 !== down < 0.5
    case 'knit':
      return Math.abs(across - 0.5) < 0.15 + 0.3 * down
    case 'dots':
      return (across - 0.5) ** 2 + (down - 0.5) ** 2 > 0.09
    case 'waves':
      return fraction(v * count + 0.3 * Math.sin(2 * Math.PI * u * count)) < 0.5
  }
}

function fraction(value: number): number {
  return value - Math.floor(value)
}

function colour(random: Random): Colour {
  return [0, 1, 2].map(() => Math.floor(40 + 200 * random.next())) as unknown as Colour
}
