/** Which old pixels a new one is made of, along one side, and how much each counts: together 1. */
export interface Taps {
  /** The first old pixel of each new one. */
  readonly first: Int32Array
  /** So many old pixels a new one at most; those beyond the last count 0. */
  readonly count: number
  /** Row by row. */
  readonly weights: Float64Array
}

/**
 * `corners`: the two pixels that a new one lies between, the first on the first and the last on the last.
 * Source: tfjs-backend-cpu/src/kernels/ResizeBilinear.ts (alignCorners).
 */
export function cornerTaps(from: number, to: number): Taps {
  const step = to > 1 ? (from - 1) / (to - 1) : 0
  const first = new Int32Array(to)
  const weights = new Float64Array(to * 2)
  for (let i = 0; i < to; i++) {
    const at = step * i
    const low = Math.min(Math.floor(at), Math.max(0, from - 2))
    first[i] = low
    weights[i * 2] = from > 1 ? 1 - (at - low) : 1
    weights[i * 2 + 1] = from > 1 ? at - low : 0
  }
  return { first, count: 2, weights }
}

/**
 * `smooth`: a triangle around the place of the new pixel, as wide as a new pixel is in old ones.
 * Source: Pillow/src/libImaging/Resample.c (precompute_coeffs, bilinear_filter).
 */
export function smoothTaps(from: number, to: number): Taps {
  const scale = from / to
  const reach = Math.max(1, scale)
  const count = Math.ceil(reach) * 2 + 1
  const first = new Int32Array(to)
  const weights = new Float64Array(to * count)
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale
    const low = Math.max(0, Math.floor(centre - reach + 0.5))
    const high = Math.min(from, Math.floor(centre + reach + 0.5))
    let sum = 0
    for (let k = low; k < high; k++) {
      const weight = Math.max(0, 1 - Math.abs((k - centre + 0.5) / reach))
      weights[i * count + k - low] = weight
      sum += weight
    }
    for (let k = 0; k < count; k++) weights[i * count + k]! /= sum
    first[i] = low
  }
  return { first, count, weights }
}
