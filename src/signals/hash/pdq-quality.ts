import { SMALL } from './shrink-luma.ts'

const { fround } = Math

/** How much there is to see in a picture of 64 x 64: 0 (flat) to 100. Hashes below 50 are seldom worth matching. */
export function pdqQuality(small: Float32Array): number {
  let gradients = 0
  for (let y = 0; y < SMALL - 1; y++)
    for (let x = 0; x < SMALL; x++) gradients += step(small[y * SMALL + x]!, small[(y + 1) * SMALL + x]!)
  for (let y = 0; y < SMALL; y++)
    for (let x = 0; x < SMALL - 1; x++) gradients += step(small[y * SMALL + x]!, small[y * SMALL + x + 1]!)
  return Math.min(100, Math.trunc(gradients / 90))
}

/** The difference of two neighbours in whole hundredths. */
function step(one: number, other: number): number {
  return Math.abs(Math.trunc(fround(fround(fround(one - other) * 100) / 255)))
}
