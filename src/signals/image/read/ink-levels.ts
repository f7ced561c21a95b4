import { type Grey, halveGrey } from './grey.ts'
import { type InkMask, inkMask } from './ink-mask.ts'
import { LETTER_LEAST } from './letter-like.ts'

/** A picture in grey, and what stands out in it. */
export interface InkLevel extends Grey {
  readonly mask: InkMask
}

/** A picture, its half, its quarter and so on, as long as letters fit in. */
export function inkLevels(grey: Grey): InkLevel[] {
  const levels: InkLevel[] = []
  for (let level = grey; ; level = halveGrey(level)) {
    levels.push({ ...level, mask: inkMask(level) })
    if (Math.max(level.width, level.height) < 64 || Math.min(level.width, level.height) < 2 * LETTER_LEAST)
      return levels
  }
}
