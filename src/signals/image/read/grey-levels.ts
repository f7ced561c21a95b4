import { type Grey, halveGrey } from './grey.ts'
import { LETTER_LEAST } from './letter-like.ts'

/** A picture, its half, its quarter and so on, as long as letters fit in. */
export function greyLevels(grey: Grey): Grey[] {
  const levels = [grey]
  for (let level = grey; ; levels.push(level)) {
    if (Math.max(level.width, level.height) < 64 || Math.min(level.width, level.height) < 2 * LETTER_LEAST)
      return levels
    level = halveGrey(level)
  }
}
