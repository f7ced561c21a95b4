import { KIND, kind } from './fold-table.ts'
import type { Normal } from './normal.ts'

/**
 * Whether the plain stretch [start, end) stands between word boundaries. A change of alphabet is one (`ass들`);
 * two or more digits after a word are one (`slut69`), a single digit is not, since it may be a letter (`hell0`).
 */
export function isWholeWord(normal: Normal, start: number, end: number, language = ''): boolean {
  if (isBoundary(normal, start, -1) && isBoundary(normal, end - 1, 1)) return true
  return SPACELESS.test(language) && isSegment(normal, start, end, language)
}

/** Languages that put no spaces between words: there a dictionary tells where words end. */
const SPACELESS = /^(?:zh|ja|th|lo|km|my)\b/
const segmenters = new Map<string, Intl.Segmenter>()
/** So many units at each side are enough to tell where a word ends, and keep the time bounded. */
const WINDOW = 24

/** Whether the stretch begins and ends where words do, by the dictionary of ICU. */
function isSegment({ units, length }: Normal, start: number, end: number, language: string): boolean {
  const from = Math.max(0, start - WINDOW)
  const text = String.fromCharCode(...units.subarray(from, Math.min(length, end + WINDOW)))
  let segmenter = segmenters.get(language)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' })
    segmenters.set(language, segmenter)
  }
  let begins = false
  let ends = end - from === text.length
  for (const { index } of segmenter.segment(text)) {
    if (index === start - from) begins = true
    if (index === end - from) ends = true
  }
  return begins && ends
}

/** Whether no letter or digit stands next to [start, end). */
export function standsAlone(normal: Normal, start: number, end: number): boolean {
  return !isWordUnit(normal, start - 1) && !isWordUnit(normal, end)
}

/** What follows a Korean word within the same run of letters: particles, endings, plurals, laughter. */
const ENDINGS = new Set(
  [...'야아들은는이가을를도만의네냐지놈년같처라랑와과ㅋㅎㅠㅜ'].map((letter) => letter.charCodeAt(0)),
)

/** Whether a Korean word may end before the plain unit `end`: a boundary, or an ending such as 야 or 들. */
export function endsWord(normal: Normal, end: number): boolean {
  return !isWordUnit(normal, end) || ENDINGS.has(normal.units[end]!)
}

/** Whether the plain unit is a letter, syllable or digit. */
export function isWordUnit(normal: Normal, at: number): boolean {
  const k = kindAt(normal, at)
  return k === KIND.letter || k === KIND.syllable || k === KIND.digit
}

/** The kind of a plain unit; a space beyond the ends of the text. */
export function kindAt(normal: Normal, at: number): number {
  return at < 0 || at >= normal.length ? KIND.space : kind[normal.units[at]!]!
}

const LONGEST_NUMBER = 8

function isBoundary(normal: Normal, at: number, step: number): boolean {
  const inner = kindAt(normal, at)
  const outer = kindAt(normal, at + step)
  if (inner === KIND.other || inner === KIND.space) return true
  if (outer !== KIND.digit) return outer !== inner && !(inner === KIND.digit && outer === KIND.letter)
  if (inner !== KIND.letter) return inner === KIND.syllable
  let digits = 1
  while (digits < LONGEST_NUMBER && kindAt(normal, at + step * (digits + 1)) === KIND.digit) digits++
  return digits > 1 && kindAt(normal, at + step * (digits + 1)) !== KIND.letter
}
