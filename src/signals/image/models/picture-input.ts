import type { ImagePreprocessing } from '../../media/look.ts'
import type { Picture } from '../picture.ts'
import { cornerTaps, smoothTaps, type Taps } from './resize-weights.ts'

/** Writes a picture as a model takes it, from `at` on: width x height x 3 numbers. Grey is written three times. */
export function writePicture(
  { width, height, channels, data }: Picture,
  how: ImagePreprocessing,
  into: Float32Array,
  at: number,
): void {
  const taps = how.resize === 'corners' ? cornerTaps : smoothTaps
  const part =
    how.fit === 'crop' ? middle(width, height, how.width / how.height) : { x: 0, y: 0, width, height }
  const across = moved(taps(part.width, how.width), part.x)
  const down = moved(taps(part.height, how.height), part.y)
  const order = how.colours === 'rgb' ? [0, 1, 2] : [2, 1, 0]
  const plane = how.width * how.height
  const [stepPixel, stepChannel] = how.layout === 'nchw' ? [1, plane] : [3, 1]
  // The old rows that a new one is made of are narrowed once, though the next new one may need them again.
  const narrow = new Map<number, Float64Array>()
  const row = new Float64Array(how.width * channels)
  for (let y = 0; y < how.height; y++) {
    row.fill(0)
    for (let k = 0; k < down.count; k++) {
      const weight = down.weights[y * down.count + k]!
      if (weight === 0) continue
      const from = down.first[y]! + k
      let narrowed = narrow.get(from)
      if (narrowed === undefined) {
        narrowed = narrowRow(data, from * width * channels, channels, across)
        narrow.set(from, narrowed)
      }
      for (let i = 0; i < row.length; i++) row[i]! += narrowed[i]! * weight
    }
    for (const from of narrow.keys()) if (from < down.first[y]!) narrow.delete(from)
    for (let x = 0; x < how.width; x++)
      for (let c = 0; c < 3; c++) {
        const channel = order[c]!
        const value = row[x * channels + (channels === 1 ? 0 : channel)]!
        into[at + (y * how.width + x) * stepPixel + c * stepChannel] =
          (value / 255 - how.mean[c]!) / how.deviation[c]!
      }
  }
}

function narrowRow(data: Uint8Array, start: number, channels: number, taps: Taps): Float64Array {
  const { first, count, weights } = taps
  const row = new Float64Array(first.length * channels)
  for (let x = 0; x < first.length; x++)
    for (let k = 0; k < count; k++) {
      const weight = weights[x * count + k]!
      if (weight === 0) continue
      const at = start + (first[x]! + k) * channels
      for (let c = 0; c < channels; c++) row[x * channels + c]! += data[at + c]! * weight
    }
  return row
}

function moved(taps: Taps, by: number): Taps {
  return by === 0 ? taps : { ...taps, first: taps.first.map((first) => first + by) }
}

/** The largest part in the middle of the shape `ratio` (width by height); at least a pixel. */
function middle(width: number, height: number, ratio: number) {
  const wide = Math.min(width, Math.max(1, Math.round(height * ratio)))
  const high = Math.min(height, Math.max(1, Math.round(width / ratio)))
  return { x: (width - wide) >> 1, y: (height - high) >> 1, width: wide, height: high }
}
