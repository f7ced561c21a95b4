import { boxFilter, boxWindow } from './box-filter.ts'

/** Width and height of what PDQ makes of every picture. */
export const SMALL = 64

const PASSES = 2

/** The pixel that stands for place `index` of 64 along a side. */
export function sampledAt(index: number, side: number): number {
  return Math.trunc(((index + 0.5) * side) / SMALL)
}

/**
 * Blurs brightness twice with a box along rows and columns, then takes 64 x 64 of it. A picture of 64 x 64 is
 * taken as it is. The brightness that is given is written over.
 */
export function shrinkLuma(luma: Float32Array, width: number, height: number): Float32Array {
  if (width === SMALL && height === SMALL) return luma
  const aside = new Float32Array(luma.length)
  for (let pass = 0; pass < PASSES; pass++) {
    for (let y = 0; y < height; y++)
      boxFilter(luma, aside, { start: y * width, step: 1, length: width }, boxWindow(width))
    for (let x = 0; x < width; x++)
      boxFilter(aside, luma, { start: x, step: width, length: height }, boxWindow(height))
  }
  const small = new Float32Array(SMALL * SMALL)
  for (let y = 0; y < SMALL; y++)
    for (let x = 0; x < SMALL; x++)
      small[y * SMALL + x] = luma[sampledAt(y, height) * width + sampledAt(x, width)]!
  return small
}
