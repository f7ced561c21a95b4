import { PIXEL_FONT } from './pixel-font.ts'
import { type Colour, fill, type Raster } from './raster.ts'

const [WIDE, HIGH, STEP] = [5, 7, 6]

/**
 * Writes lines in capitals, their middle at `x` `y`; a dot of a letter has `times` × `times` pixels. Other signs are left out.
 * `label`: the colour of a label below them.
 */
export function writeWords(
  onto: Raster,
  lines: readonly string[],
  { x, y, times, ink }: { x: number; y: number; times: number; ink: Colour },
  label?: Colour,
): void {
  const top = Math.round(y - (lines.length * (HIGH + 3) * times) / 2)
  if (label !== undefined) {
    const wide = (Math.max(...lines.map(({ length }) => length)) * STEP + 5) * times
    fill(
      onto,
      [Math.round(x - wide / 2), top - 4 * times, wide, (lines.length * (HIGH + 3) + 5) * times],
      label,
    )
  }
  for (const [line, words] of lines.entries()) {
    const letters = [...words.toUpperCase()].filter((letter) => letter in PIXEL_FONT)
    const left = Math.round(x - ((letters.length * STEP - 1) * times) / 2)
    for (const [place, letter] of letters.entries())
      for (const [row, bits] of PIXEL_FONT[letter]!.entries())
        for (let column = 0; column < WIDE; column++) {
          if (((bits >> (WIDE - 1 - column)) & 1) === 0) continue
          const at = [
            left + (place * STEP + column) * times,
            top + (line * (HIGH + 3) + row) * times,
          ] as const
          fill(onto, [...at, times, times], ink)
        }
  }
}
