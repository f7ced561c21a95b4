import { KIND, kind } from './fold-table.ts'
import { isSyllable, LEADS } from './hangul.ts'
import type { Normal } from './normal.ts'

/**
 * Initials that are said for innocent things, or are faces: they are not derived from terms. A bank that means one of
 * them lists it.
 */
const INNOCENT = new Set(
  (
    'ㅇㅇㅇ ㅇㅅㅇ ㅇㅂㅇ ㅇㅁㅇ ㅇㅈㅇ ㄱㅇㅇ ㄱㅇㄷ ㅁㅊㄷ ㅊㅋㅊㅋ ㅇㄱㄹㅇ ㄹㅇㅋㅋ ㄱㅅㄱㅅ ㅈㅅㅈㅅ ㅅㄱㅅㄱ ㄱㄱㄱ ㄴㄴㄴ ㄷㄷㄷ ㅂㅂㅂ ㅎㅇㅎㅇ ㅇㅋㅇㅋ ㅎㄷㄷ ' +
    'ㅇㅎㅇㅎ ㅈㄱㄴ ㄴㅇㄱ ㅅㄹㅎ ㅅㄹㅎㅇ ㄱㅁㅇ ㅂㄱㅅㅇ ㅈㅂㅈㅂ ㅇㄷㅇ ㅁㅇㅁㅇ ㅇㄴㅎ ㅃㅃㅃ ㅁㄴㅇㄹ ㅂㅈㄷㄱ ㅇㅈㄹ ㄴㅇㅅ ㅎㅎㅎ ㅋㅋㅋ'
  ).split(' '),
)

/** The initials of a term of syllables (멍청이 → ㅁㅊㅇ), to be found where they stand alone; undefined: it has none. */
export function initialKey(form: string): string | undefined {
  let initials = ''
  for (let i = 0; i < form.length; i++) {
    const unit = form.charCodeAt(i)
    if (!isSyllable(unit)) return undefined
    initials += LEADS[Math.floor((unit - 0xac00) / 588)]!
  }
  const different = new Set(initials).size
  return initials.length < 2 || different < 2 || INNOCENT.has(initials) ? undefined : initials
}

/** Whether what stands at a plain unit is the initials of a form and not the form itself. */
export function isInitials({ units }: Normal, start: number, form: string): boolean {
  const unit = units[start]!
  return unit >= 0x3131 && unit <= 0x314e && isSyllable(form.charCodeAt(0))
}

/** Whether no letter stands next to the plain stretch [start, end), but for laughter and tears. */
export function standsAsInitials({ units, length }: Normal, start: number, end: number): boolean {
  return (
    (start === 0 || isLoose(units[start - 1]!, units[start]!)) &&
    (end === length || isLoose(units[end]!, units[end - 1]!))
  )
}

function isLoose(unit: number, beside: number): boolean {
  if (unit === beside) return false
  const k = kind[unit]
  return (k !== KIND.letter && k !== KIND.syllable && k !== KIND.digit) || LAUGHTER.has(unit)
}

const LAUGHTER = new Set([...'ㅋㅎㅠㅜ'].map((letter) => letter.charCodeAt(0)))
