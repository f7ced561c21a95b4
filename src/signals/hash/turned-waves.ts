import type { Picture } from '../image/picture.ts'
import { boxFilter, boxWindow } from './box-filter.ts'
import { dct16 } from './dct-16.ts'
import type { MirroredPlaces } from './mirrored-places.ts'
import { pdqLuma } from './pdq-luma.ts'
import { pdqQuality } from './pdq-quality.ts'
import { SMALL, sampledAt } from './shrink-luma.ts'

const { fround } = Math

/** Frequencies of a picture and of it mirrored; the quality is of the picture as it is. */
export interface TurnedWaves {
  /** As it is, mirrored left to right, top to bottom, and both: 16 x 16 each. */
  readonly waves: readonly [Float32Array, Float32Array, Float32Array, Float32Array]
  readonly quality: number
}

/** Makes `TurnedWaves` of a picture that fits, which is not 64 x 64; the places are those of its columns and of its rows. */
export type MakeTurned = (fitted: Picture, across: MirroredPlaces, down: MirroredPlaces) => TurnedWaves

/** The places as they are, then the mirrored ones. */
const BOTH = 2 * SMALL

/** In plain TypeScript, in float32 step by step; one blur serves all. The first are those of `plainWaves`, bit for bit. */
export const plainTurned: MakeTurned = (fitted, across, down) => {
  const { width, height } = fitted
  const luma = pdqLuma(fitted)
  const aside = new Float32Array(luma.length)
  const blurRows = (): void => {
    for (let y = 0; y < height; y++)
      boxFilter(luma, aside, { start: y * width, step: 1, length: width }, boxWindow(width))
  }
  blurRows()
  for (let x = 0; x < width; x++)
    boxFilter(aside, luma, { start: x, step: width, length: height }, boxWindow(height))
  blurRows()
  const narrow = new Float32Array(BOTH * height)
  take(aside, { lines: width, lineStep: 1, length: height, step: width }, across, narrow, 1, BOTH)
  const blurred = new Float32Array(BOTH * height)
  for (let x = 0; x < BOTH; x++)
    boxFilter(narrow, blurred, { start: x, step: BOTH, length: height }, boxWindow(height))
  const small = new Float32Array(BOTH * BOTH)
  take(blurred, { lines: height, lineStep: BOTH, length: BOTH, step: 1 }, down, small, BOTH, 1)
  const quarter = (column: number, row: number): Float32Array =>
    Float32Array.from(
      { length: SMALL * SMALL },
      (_, at) => small[(row + Math.trunc(at / SMALL)) * BOTH + column + (at % SMALL)]!,
    )
  const asIs = quarter(0, 0)
  return {
    waves: [dct16(asIs), dct16(quarter(SMALL, 0)), dct16(quarter(0, SMALL)), dct16(quarter(SMALL, SMALL))],
    quality: pdqQuality(asIs),
  }
}

interface Lines {
  readonly lines: number
  readonly lineStep: number
  readonly length: number
  readonly step: number
}

/** Takes 64 lines as PDQ does and the 64 mirrored ones, each of these between two lines. */
function take(
  from: Float32Array,
  { lines, lineStep, length, step }: Lines,
  { low, share }: MirroredPlaces,
  to: Float32Array,
  toLineStep: number,
  toStep: number,
): void {
  for (let i = 0; i < SMALL; i++) {
    const asIs = sampledAt(i, lines) * lineStep
    const before = low[i]! * lineStep
    for (let at = 0; at < length; at++) {
      const one = from[before + at * step]!
      const next = from[before + lineStep + at * step]!
      to[i * toLineStep + at * toStep] = from[asIs + at * step]!
      to[(SMALL + i) * toLineStep + at * toStep] = fround(one + fround(fround(next - one) * share[i]!))
    }
  }
}
