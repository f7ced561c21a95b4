import { KIND, kind } from './fold-table.ts'
import type { Normal } from './normal.ts'
import { isCommonWord } from './short-words.ts'

/** Longer pieces are not in the list of common words: of a long term they count as odd, of a short one as words. */
const LISTED = 5
const LONG_TERM = 6

/**
 * Whether one of the pieces that spaces or signs cut the stretch [start, end) into is no common English word, so that
 * the pieces are one word (`fu ck`) and not two (`push it`, `pen is`).
 */
export function hasOddPiece(normal: Normal, start: number, end: number): boolean {
  const { units } = normal
  let piece = ''
  let letters = 0
  let odd = false
  for (let at = start; at <= end; at++) {
    const unit = at < end ? units[at]! : 0x20
    if (kind[unit] === KIND.letter) {
      piece += String.fromCharCode(unit)
      letters++
      continue
    }
    if (kind[unit] === KIND.digit) return false
    if (piece !== '' && !isCommonWord(piece)) odd ||= piece.length <= LISTED || end - start > LONG_TERM
    piece = ''
  }
  return odd && letters > 3
}
