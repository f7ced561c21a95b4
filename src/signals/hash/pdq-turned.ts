import type { Picture } from '../image/picture.ts'
import { WAVES } from './dct-16.ts'
import { TURNS } from './dihedral-waves.ts'
import { fitPicture } from './fit-picture.ts'
import { mirroredPlaces } from './mirrored-places.ts'
import { pdqBits } from './pdq-bits.ts'
import { type MakeWaves, type PdqResult, pdqDihedral, plainWaves, SMALLEST_SIDE } from './pdq-hash.ts'
import { SMALL } from './shrink-luma.ts'

/** By the name of a turn: which of the four mirrored forms it begins with, and whether rows become columns then. */
const FORMS: Readonly<Record<string, readonly [form: 0 | 1 | 2 | 3, swapped: boolean]>> = {
  original: [0, false],
  'rotated 90': [1, true],
  'rotated 180': [3, false],
  'rotated 270': [2, true],
  'flipped top to bottom': [2, false],
  'flipped left to right': [1, false],
  transposed: [0, true],
  'transposed on the other diagonal': [3, true],
}

/**
 * The hashes that the picture and its seven turned and mirrored forms would have if they were turned and hashed, in the
 * order of `TURNS`; the first is `pdqHash`. The reference's forms (`pdqDihedral`) are signs changed of one picture's
 * frequencies, and lie some 20 bits from the hash of the turned picture, because PDQ blurs and samples lopsidedly; these
 * lie at 0 mostly. For matching: what is kept elsewhere are hashes of pictures.
 */
export function pdqTurned(picture: Picture, makeWaves: MakeWaves = plainWaves): readonly PdqResult[] {
  const fitted = fitPicture(picture)
  const { width, height } = fitted
  // A picture of 64 x 64 is neither blurred nor sampled: there the reference's forms are those of turned pictures.
  const isSmall = width === SMALL && height === SMALL
  if (isSmall || Math.min(width, height) < SMALLEST_SIDE) return pdqDihedral(picture, makeWaves)
  const { waves, quality } = makeWaves.turned(
    fitted,
    mirroredPlaces(width, picture.width),
    mirroredPlaces(height, picture.height),
  )
  return TURNS.map(({ name }) => {
    const [form, swapped] = FORMS[name]!
    return { hash: pdqBits(swapped ? transposed(waves[form]) : waves[form]), quality }
  })
}

function transposed(waves: Float32Array): Float32Array {
  return waves.map((_, at) => waves[(at % WAVES) * WAVES + Math.trunc(at / WAVES)]!)
}
