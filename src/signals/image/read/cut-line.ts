import { type Grey, sampleGrey } from './grey.ts'
import type { WritingRegion } from './writing-region.ts'

/** A part of a picture turned upright, and the way back. */
export interface CutLine {
  readonly grey: Grey
  /** The first and the last line of it that are not of another row. */
  readonly own: readonly [number, number]
  /** From a place in the part to the place in the picture, both in pixels. */
  back(x: number, y: number): [number, number]
}

/** Size that the pieces of letters get: what tesseract reads best is about 30 pixels high. */
const TARGET = 26
const MOST_SCALE = 4
const MOST_PIXELS = 1024 * 1024
const MOST_SIDE = 2048
/** What is cut around, in sizes: along the line there may be letters that were too few to be found. */
const ALONG = 1.4
const ACROSS = 0.6

/** Cuts a region out, turned by `angle` radians so that its writing runs to the right, at the size that is read best. */
export function cutLine(levels: readonly Grey[], region: WritingRegion, angle: number): CutLine {
  const { x, y, size } = region
  const { along, across } = extents(region, angle)
  const wanted = Math.min(MOST_SCALE, TARGET / size)
  const room = (along + 2 * ALONG * size) * (across + 2 * ACROSS * size)
  const longest = Math.max(along, across) + 2 * ALONG * size
  const scale = Math.min(wanted, Math.sqrt(MOST_PIXELS / room), MOST_SIDE / longest)
  const width = Math.ceil((along + 2 * ALONG * size) * scale)
  const height = Math.ceil((across + 2 * ACROSS * size) * scale)
  const depth = Math.max(0, Math.min(levels.length - 1, Math.floor(-Math.log2(scale))))
  const level = levels[depth]!
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale]
  const back = (u: number, v: number): [number, number] => {
    const [dx, dy] = [u - width / 2, v - height / 2]
    return [x + dx * cos - dy * sin, y + dx * sin + dy * cos]
  }
  const data = new Uint8Array(width * height)
  const shrink = 2 ** -depth
  for (let v = 0, at = 0; v < height; v++)
    for (let u = 0; u < width; u++, at++) {
      const [px, py] = back(u + 0.5, v + 0.5)
      data[at] = sampleGrey(level, px * shrink - 0.5, py * shrink - 0.5)
    }
  const half = region.apart === undefined ? height / 2 : (across + region.apart) * 0.5 * scale
  const own = [
    Math.max(0, Math.round(height / 2 - half)),
    Math.min(height, Math.round(height / 2 + half)),
  ] as const
  return { grey: { width, height, data }, own, back }
}

/** How far a region reaches along and across a direction. */
function extents({ blots, x, y }: WritingRegion, angle: number): { along: number; across: number } {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  let [along, across] = [0, 0]
  for (const blot of blots) {
    const [dx, dy] = [blot.left + blot.width / 2 - x, blot.top + blot.height / 2 - y]
    const half = Math.max(blot.width, blot.height) / 2
    along = Math.max(along, Math.abs(dx * cos + dy * sin) + half)
    across = Math.max(across, Math.abs(dy * cos - dx * sin) + half)
  }
  return { along: 2 * along, across: 2 * across }
}
