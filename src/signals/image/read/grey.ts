import type { Picture } from '../picture.ts'

/** A picture in grey: one byte a pixel, row by row from the top. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

const HALF = 128

/** Brightness (ITU-R BT.601 in whole numbers); where there is alpha, over middle grey, so that black and white both stand out. */
export function greyOf({ width, height, channels, data }: Picture): Grey {
  if (channels === 1) return { width, height, data }
  const grey = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < grey.length; at++, from += channels) {
    const value = (data[from]! * 77 + data[from + 1]! * 150 + data[from + 2]! * 29) >> 8
    grey[at] = channels === 3 ? value : (HALF + ((value - HALF) * data[from + 3]!) / 255) | 0
  }
  return { width, height, data: grey }
}

/** Half the size, each pixel the mean of four; an odd last row or column is left out. */
export function halveGrey({ width, height, data }: Grey): Grey {
  const [w, h] = [width >> 1, height >> 1]
  const half = new Uint8Array(w * h)
  for (let y = 0, at = 0; y < h; y++) {
    let from = y * 2 * width
    for (let x = 0; x < w; x++, from += 2)
      half[at++] = (data[from]! + data[from + 1]! + data[from + width]! + data[from + width + 1]! + 2) >> 2
  }
  return { width: w, height: h, data: half }
}

/** A part of it; what would lie outside is not in it. */
export function cutGrey({ width, height, data }: Grey, x: number, y: number, most: number): Grey {
  const [w, h] = [Math.min(most, width - x), Math.min(most, height - y)]
  const part = new Uint8Array(w * h)
  for (let row = 0; row < h; row++) {
    const from = (y + row) * width + x
    part.set(data.subarray(from, from + w), row * w)
  }
  return { width: w, height: h, data: part }
}

/** Between four pixels; beyond the edge it goes on as it ends. */
export function sampleGrey({ width, height, data }: Grey, x: number, y: number): number {
  const [cx, cy] = [Math.min(width - 1, Math.max(0, x)), Math.min(height - 1, Math.max(0, y))]
  const [x0, y0] = [cx | 0, cy | 0]
  const [fx, fy] = [cx - x0, cy - y0]
  const right = x0 + 1 < width ? 1 : 0
  const at = y0 * width + x0
  const down = y0 + 1 < height ? width : 0
  const upper = data[at]! * (1 - fx) + data[at + right]! * fx
  const lower = data[at + down]! * (1 - fx) + data[at + down + right]! * fx
  return upper * (1 - fy) + lower * fy
}
