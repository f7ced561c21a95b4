import type { Encoded } from './encode-texts.ts'

/** The mean of the values of each text's tokens, without what fills rows up; 0 for a text of no token. */
export function meanOfTokens(
  values: Float32Array,
  { rows, width: tokens, mask }: Encoded,
  width: number,
): Float32Array {
  const means = new Float32Array(rows * width)
  for (let row = 0; row < rows; row++) {
    let count = 0
    for (let token = 0; token < tokens; token++) {
      if (mask[row * tokens + token] === 0n) continue
      count++
      const at = (row * tokens + token) * width
      for (let k = 0; k < width; k++) means[row * width + k]! += values[at + k]!
    }
    if (count > 0) for (let k = 0; k < width; k++) means[row * width + k]! /= count
  }
  return means
}
