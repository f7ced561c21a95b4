import type { Picture } from '../image/picture.ts'
import { dct16 } from './dct-16.ts'
import { dihedralWaves, TURNS } from './dihedral-waves.ts'
import { fitPicture } from './fit-picture.ts'
import { pdqBits } from './pdq-bits.ts'
import { pdqLuma } from './pdq-luma.ts'
import { pdqQuality } from './pdq-quality.ts'
import { shrinkLuma } from './shrink-luma.ts'
import { type MakeTurned, plainTurned } from './turned-waves.ts'

/** 256 bits as 64 hexadecimal digits, as the C++ reference prints them. */
export type PdqHash = string

export interface PdqResult {
  readonly hash: PdqHash
  /** 0 to 100. */
  readonly quality: number
}

/** What PDQ knows of a picture before it becomes bits: 16 x 16 frequencies, and the quality. */
export interface PdqWaves {
  readonly waves: Float32Array
  readonly quality: number
}

/** Makes the frequencies of a picture that fits; two makers that agree bit for bit: plain and WebAssembly. */
export interface MakeWaves {
  (fitted: Picture): PdqWaves
  /** Those of its mirrored forms as well. */
  readonly turned: MakeTurned
}

/** PDQ says nothing of pictures with a side below this, in pixels. */
export const SMALLEST_SIDE = 5
const NOTHING: PdqResult = { hash: '0'.repeat(64), quality: 0 }

/** The frequencies in plain TypeScript, in float32 step by step. */
export const plainWaves: MakeWaves = Object.assign(
  (fitted: Picture): PdqWaves => {
    const small = shrinkLuma(pdqLuma(fitted), fitted.width, fitted.height)
    return { waves: dct16(small), quality: pdqQuality(small) }
  },
  { turned: plainTurned },
)

/**
 * The PDQ hash of decoded pixels, equal to the C++ reference's bit for bit. A side below 5 pixels gives the hash
 * of zeros with quality 0.
 * Source: Meta, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", and its C++ code.
 */
export function pdqHash(picture: Picture, makeWaves: MakeWaves = plainWaves): PdqResult {
  const fitted = fitPicture(picture)
  if (Math.min(fitted.width, fitted.height) < SMALLEST_SIDE) return NOTHING
  const { waves, quality } = makeWaves(fitted)
  return { hash: pdqBits(waves), quality }
}

/**
 * The hash of a frame of a video at its own size, as vPDQ takes it: larger frames are not fitted to 512 x 512 first.
 * Source: Meta, vPDQ (github.com/facebook/ThreatExchange, vpdq).
 */
export function pdqFrameHash(frame: Picture, makeWaves: MakeWaves = plainWaves): PdqResult {
  if (Math.min(frame.width, frame.height) < SMALLEST_SIDE) return NOTHING
  const { waves, quality } = makeWaves(frame)
  return { hash: pdqBits(waves), quality }
}

/**
 * The hashes of the picture and of its seven turned and mirrored forms as the reference makes them, from the frequencies of
 * the one picture, in the order of `TURNS`. Those of pictures that are turned in fact: `pdqTurned`.
 */
export function pdqDihedral(picture: Picture, makeWaves: MakeWaves = plainWaves): readonly PdqResult[] {
  const fitted = fitPicture(picture)
  if (Math.min(fitted.width, fitted.height) < SMALLEST_SIDE) return TURNS.map(() => NOTHING)
  const { waves, quality } = makeWaves(fitted)
  return TURNS.map((turn) => ({ hash: pdqBits(dihedralWaves(waves, turn)), quality }))
}
