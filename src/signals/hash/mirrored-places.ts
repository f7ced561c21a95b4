import { boxWindow } from './box-filter.ts'
import { SMALL, sampledAt } from './shrink-luma.ts'

/** Where the 64 places of a mirrored line lie on the line as it is: between pixel `low` and the one behind it. */
export interface MirroredPlaces {
  readonly low: Int32Array
  /** How far from `low` to its next, in float32; at an end it may point outwards. */
  readonly share: Float32Array
}

/**
 * Where PDQ would look in a line that was mirrored, on the line that was blurred as it is. PDQ's blur looks further ahead
 * than back where its window is even, the pixels it takes are not symmetric, and neither are those that a longer picture
 * was fitted by (floor(x * original / side)): so mirroring moves the places by these.
 * `side`: pixels of the blurred line; `original`: of the picture before it was fitted.
 */
export function mirroredPlaces(side: number, original: number): MirroredPlaces {
  // The middle of an even window lies half a pixel ahead, twice; mirrored it lies as far back.
  const lopsided = boxWindow(side) % 2 === 0 ? 2 : 0
  const last = side - commonDivisor(side, original) / original - lopsided
  const low = new Int32Array(SMALL)
  const share = new Float32Array(SMALL)
  for (let i = 0; i < SMALL; i++) {
    const place = last - sampledAt(i, side)
    low[i] = Math.min(side - 2, Math.max(0, Math.floor(place)))
    share[i] = place - low[i]!
  }
  return { low, share }
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}
