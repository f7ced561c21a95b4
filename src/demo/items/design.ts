import { type Random, seededRandom } from '../random.ts'
import { BENDING, type Cut, GARMENTS, type Garment } from './mesh/garments.ts'
import type { DemoModel } from './mesh/write-glb.ts'
import { type Cloth, PATTERNS, paintPattern } from './paint/paint-pattern.ts'
import type { Colour, Raster } from './paint/raster.ts'
import { writePng } from './paint/write-png.ts'
import { writeWords } from './paint/write-words.ts'

/** What a maker thought of: all that an item follows from. */
export interface Design {
  readonly garment: Garment
  readonly cut: Cut
  readonly cloth: Cloth
  /** Harmless words on the front. */
  readonly words: readonly string[]
  /** For the grain of the cloth. */
  readonly seed: number
}

/** Garments that are sold whole; `band` is made to be too little. */
export const SOLD = (Object.keys(GARMENTS) as Garment[]).filter((garment) => garment !== 'band')

const WORDS = [
  [],
  [],
  [],
  ['SEOUL'],
  ['MOON', 'RABBIT'],
  ['HAECHI', 'CLUB'],
  ['2026'],
  ['STAR', 'DANCE'],
] as const
const PRINTED: ReadonlySet<Garment> = new Set(['hoodie', 'shirt', 'backpack'])

export function drawDesign(random: Random, garment: Garment): Design {
  const colour = (): Colour => [20 + random.int(216), 20 + random.int(216), 20 + random.int(216)]
  const main = colour()
  return {
    garment,
    cut: { length: random.next(), width: random.next(), sleeve: random.next() },
    cloth: { pattern: random.pick(PATTERNS), main, second: colour(), repeats: 6 + random.int(14) },
    words: PRINTED.has(garment) ? random.pick(WORDS) : [],
    seed: random.int(2 ** 31),
  }
}

/** The texture of a design; its front lies in the middle of the upper two thirds. */
export function paintDesign({ cloth, words, seed }: Design): Raster {
  const picture = paintPattern(seededRandom(seed), cloth)
  if (words.length > 0) printOn(picture, words)
  return picture
}

/** Words in dark ink on a light label where the front is. */
export function printOn(picture: Raster, words: readonly string[], times = 4): void {
  const { width, height } = picture
  writeWords(picture, words, { x: width / 2, y: height * 0.3, times, ink: [22, 22, 26] }, [244, 242, 236])
}

export function modelOf(design: Design, picture: Raster = paintDesign(design)): DemoModel {
  const { garment, cut } = design
  return {
    name: garment,
    parts: [{ name: garment, shape: GARMENTS[garment](cut), material: 0 }],
    materials: [{ name: 'cloth', picture: 0 }],
    pictures: [writePng(picture)],
    skinned: BENDING.has(garment),
  }
}
