import type { ImagePreprocessing } from '../../media/look.ts'
import type { Picture } from '../picture.ts'
import type { ChannelPlace, CornerPlanes } from './corner-planes.ts'
import { cornerTaps, smoothTaps, type Taps } from './resize-weights.ts'

/**
 * Writes a picture as a model takes it, from `at` on: width x height x 3 numbers. Grey is written three times.
 * `quick` is used where it can be.
 */
export function writePicture(
  picture: Picture,
  how: ImagePreprocessing,
  into: Float32Array,
  at: number,
  quick?: CornerPlanes,
): void {
  const { width, height } = picture
  const part =
    how.fit === 'crop' ? middle(width, height, how.width / how.height) : { x: 0, y: 0, width, height }
  const taps = how.resize === 'corners' ? cornerTaps : smoothTaps
  const across = moved(taps(part.width, how.width), part.x)
  const down = moved(taps(part.height, how.height), part.y)
  const places = placesOf(picture, how, at)
  if (quick && how.resize === 'corners' && how.layout === 'nchw' && picture.channels === 3) {
    quick(picture, { across, down }, places, into)
    return
  }
  const resize = how.resize === 'corners' ? cornerRows : smoothRows
  resize(picture, across, down, rowWriter(picture, how, places, into))
}

/** Takes a new row: values 0 to 255, pixel by pixel, as many a pixel as the picture has channels. */
type WriteRow = (y: number, row: Float64Array) => void

function placesOf({ channels }: Picture, how: ImagePreprocessing, at: number): ChannelPlace[] {
  const step = how.layout === 'nchw' ? how.width * how.height : 1
  return [0, 1, 2].map((c) => {
    const from = how.colours === 'rgb' ? c : 2 - c
    return {
      from: channels === 1 ? 0 : from,
      to: at + c * step,
      scale: 1 / (255 * how.deviation[c]!),
      shift: how.mean[c]! / how.deviation[c]!,
    }
  })
}

function rowWriter(
  { channels }: Picture,
  how: ImagePreprocessing,
  places: readonly ChannelPlace[],
  into: Float32Array,
): WriteRow {
  const stepPixel = how.layout === 'nchw' ? 1 : 3
  return (y, row) => {
    for (const { from, to, scale, shift } of places) {
      let place = to + y * how.width * stepPixel
      for (let x = 0, i = from; x < how.width; x++, i += channels, place += stepPixel)
        into[place] = row[i]! * scale - shift
    }
  }
}

/** Each new pixel of two old ones across and two down. */
function cornerRows(
  { width, height, channels, data }: Picture,
  across: Taps,
  down: Taps,
  write: WriteRow,
): void {
  const columns = across.first.length
  const row = new Float64Array(columns * channels)
  const right = width > 1 ? channels : 0
  for (let y = 0; y < down.first.length; y++) {
    const top = down.first[y]! * width * channels
    const bottom = down.first[y]! + 1 < height ? top + width * channels : top
    const low = down.weights[y * 2 + 1]!
    let put = 0
    for (let x = 0; x < columns; x++) {
      const left = across.first[x]! * channels
      const far = across.weights[x * 2 + 1]!
      for (let c = 0; c < channels; c++) {
        const a = data[top + left + c]!
        const b = data[bottom + left + c]!
        const above = a + (data[top + left + right + c]! - a) * far
        const below = b + (data[bottom + left + right + c]! - b) * far
        row[put++] = above + (below - above) * low
      }
    }
    write(y, row)
  }
}

/** Each new pixel of as many old ones as it covers; old rows are narrowed once, though several new ones need them. */
function smoothRows({ width, channels, data }: Picture, across: Taps, down: Taps, write: WriteRow): void {
  const narrow = new Map<number, Float64Array>()
  const row = new Float64Array(across.first.length * channels)
  for (let y = 0; y < down.first.length; y++) {
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
    write(y, row)
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
