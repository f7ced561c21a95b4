import type { Blot } from './ink-blots.ts'

/** Sizes of letters that one level of the pyramid sees, in its pixels; the next level sees twice these. */
export const LETTER_LEAST = 9
export const LETTER_MOST = 44
const CONTRAST = 14

/** Whether a piece of ink could be a letter, or a part of one, by its size, its strokes and how it stands out. */
export function letterLike({ width, height, area, stroke, level, levelSd, ground, groundSd }: Blot): boolean {
  const size = Math.max(width, height)
  if (size < LETTER_LEAST || size > LETTER_MOST) return false
  if (stroke < 1 || stroke > size * 0.45) return false
  if (area < width * height * 0.1 || area < 12) return false
  const contrast = Math.abs(level - ground)
  return contrast >= CONTRAST && levelSd < 0.6 * contrast && groundSd < 0.8 * contrast
}
