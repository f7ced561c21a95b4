import type { Grey } from './grey.ts'

/** Half a side of the window in which the ground is taken for even, in pixels of a part whose letters are about 26 high. */
const RADIUS = 48

/** What is fainter than this share of the letters' contrast is left out; from the other on it is black. */
const FAINT = 0.3
const FULL = 0.85

/**
 * Makes letters black on white whatever the shading: each pixel by how far it is from the mean ground around it, as a share
 * of `contrast`. `ink` 2 are light letters. The ground is the mean of what is not ink itself, found in a first pass.
 */
export function flatField(grey: Grey, ink: 1 | 2, contrast: number): Grey {
  const { width, height, data } = grey
  const first = windowMeans(grey, undefined)
  const isGround = new Uint8Array(data.length)
  const sign = ink === 1 ? 1 : -1
  for (let at = 0; at < data.length; at++)
    isGround[at] = Math.abs(first[at]! - data[at]!) < 0.45 * contrast ? 1 : 0
  const ground = windowMeans(grey, isGround)
  const flat = new Uint8Array(data.length)
  for (let at = 0; at < data.length; at++) {
    const depth = (sign * (ground[at]! - data[at]!)) / contrast
    flat[at] = 255 - Math.round(Math.min(1, Math.max(0, (depth - FAINT) / (FULL - FAINT))) * 255)
  }
  return { width, height, data: flat }
}

/** The mean of the window around each pixel, of those pixels that count; by sums over the rectangle from the corner. */
function windowMeans({ width, height, data }: Grey, counts: Uint8Array | undefined): Float32Array {
  const side = width + 1
  const sums = new Float64Array(side * (height + 1))
  const numbers = new Float64Array(side * (height + 1))
  for (let y = 0; y < height; y++) {
    let [sum, number] = [0, 0]
    for (let x = 0; x < width; x++) {
      const counted = counts === undefined ? 1 : counts[y * width + x]!
      sum += counted * data[y * width + x]!
      number += counted
      const at = (y + 1) * side + x + 1
      sums[at] = sums[at - side]! + sum
      numbers[at] = numbers[at - side]! + number
    }
  }
  const means = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const [upper, lower] = [Math.max(0, y - RADIUS) * side, Math.min(height, y + RADIUS + 1) * side]
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - RADIUS), Math.min(width, x + RADIUS + 1)]
      const within = (of: Float64Array): number =>
        of[lower + right]! - of[lower + left]! - of[upper + right]! + of[upper + left]!
      const number = within(numbers)
      means[y * width + x] = number === 0 ? data[y * width + x]! : within(sums) / number
    }
  }
  return means
}
