import jsqr from 'jsqr'
import type { ReadText } from '../../media/media-facts.ts'
import { codeCorners } from './code-corners.ts'
import { type CodePlace, codePlaces } from './code-places.ts'
import { type Grey, sampleGrey } from './grey.ts'
import type { InkLevel } from './ink-levels.ts'

/** Its types say that it is a module with a default; what Node loads is the default itself. */
const jsQR = jsqr as unknown as typeof jsqr.default

/** What is read of one picture at the most, and how often it is tried. */
const MOST_CODES = 16
const MOST_TRIES = 48
/** Pixels that a module gets, and the longest side that is given to the decoder. */
const MODULE = 4
const MOST_SIDE = 720

/** Reads QR codes, turned, inverted and several of them; a text in a code is all of one that anybody sees. */
export function readCodes(levels: readonly InkLevel[], goesOn: () => boolean): ReadText[] {
  const texts: ReadText[] = []
  const { width, height } = levels[0]!
  let tries = 0
  levels.forEach((level, depth) => {
    if (!goesOn()) return
    for (const ink of [1, 2] as const)
      for (const place of codePlaces(codeCorners(level.mask, level.width, level.height, ink))) {
        if (texts.length >= MOST_CODES || tries >= MOST_TRIES || !goesOn()) return
        const scale = 2 ** depth
        const [x, y] = [place.x * scale, place.y * scale]
        if (texts.some(({ box }) => inside(box, x / width, y / height))) continue
        tries++
        const text = decoded(level, place, ink)
        if (text === undefined) continue
        const within = (value: number, side: number): number =>
          Math.min(side, Math.max(0, value * scale)) / side
        const [left, top] = [within(place.box[0], width), within(place.box[1], height)]
        const [right, bottom] = [within(place.box[2], width), within(place.box[3], height)]
        texts.push({
          text,
          confidence: 1,
          box: [left, top, right - left, bottom - top],
          by: 'code',
        })
      }
  })
  return texts
}

function inside([left, top, width, height]: ReadText['box'], x: number, y: number): boolean {
  return x >= left && x <= left + width && y >= top && y <= top + height
}

function decoded(grey: Grey, { x, y, side, module }: CodePlace, ink: 1 | 2): string | undefined {
  const size = Math.round(Math.min(MOST_SIDE, (side * MODULE) / module))
  const pixels = new Uint8ClampedArray(size * size * 4)
  const step = side / size
  for (let v = 0, at = 0; v < size; v++)
    for (let u = 0; u < size; u++, at += 4) {
      const value = sampleGrey(
        grey,
        x + (u + 0.5) * step - side / 2 - 0.5,
        y + (v + 0.5) * step - side / 2 - 0.5,
      )
      pixels[at] = pixels[at + 1] = pixels[at + 2] = ink === 1 ? value : 255 - value
      pixels[at + 3] = 255
    }
  try {
    const text = jsQR(pixels, size, size, { inversionAttempts: 'dontInvert' })?.data.trim()
    return text === '' ? undefined : text
  } catch {
    return undefined // a damaged code may break the decoder
  }
}
