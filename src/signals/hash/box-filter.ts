const { fround } = Math

/** How many neighbours PDQ averages along a side of so many pixels. */
export function boxWindow(side: number): number {
  return Math.trunc((side + 127) / 128)
}

/** A line of pixels in a buffer: where it begins, how far apart its pixels stand, and how many there are. */
interface Line {
  readonly start: number
  readonly step: number
  readonly length: number
}

/**
 * The running mean along one line, in float32. The order of additions and subtractions is the reference's:
 * another order rounds otherwise, and the hash would differ. The window is shorter at both ends.
 */
export function boxFilter(
  from: Float32Array,
  to: Float32Array,
  { start, step, length }: Line,
  window: number,
): void {
  const ahead = Math.trunc((window + 2) / 2) - 1
  const end = start + step * length
  let sum = fround(0)
  let size = 0
  let right = start
  let left = start
  for (; size < ahead; size++, right += step) sum = fround(sum + from[right]!)
  let out = start
  for (; size < window; right += step, out += step) {
    size++
    sum = fround(sum + from[right]!)
    to[out] = fround(sum / size)
  }
  for (; right < end; right += step, left += step, out += step) {
    sum = fround(sum + from[right]!)
    sum = fround(sum - from[left]!)
    to[out] = fround(sum / size)
  }
  for (; out < end; left += step, out += step) {
    size--
    sum = fround(sum - from[left]!)
    to[out] = fround(sum / size)
  }
}
