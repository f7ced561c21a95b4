import { KIND, kind } from './fold-table.ts'

/** What stands in a gap between two letters, as bits. */
export const GAP = { space: 1, sentence: 2, sign: 4 } as const

export const LONGEST_GAP = 3

/** Signs that people put into a word, but hardly between two words: fu-ck, f*uck, 시@발. */
const JOINERS = new Set([...'-_*~^`#%='].map((sign) => sign.charCodeAt(0)))
const SYLLABLE_JOINERS = new Set([...'@#$%^*_\\`~♡♥'].map((sign) => sign.charCodeAt(0)))

/** The bit of a unit between letters, or between syllables. */
export function gapBit(unit: number, syllables: boolean): number {
  const k = kind[unit]!
  if (k === KIND.space) return GAP.space
  if (syllables) return k === KIND.digit || SYLLABLE_JOINERS.has(unit) ? GAP.sign : GAP.sentence
  return JOINERS.has(unit) ? GAP.sign : GAP.sentence
}
