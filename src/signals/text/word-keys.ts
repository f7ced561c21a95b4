import { KIND, kind } from './fold-table.ts'
import { romanForm, romanise } from './romanised.ts'
import { WORD_MARK } from './word-view.ts'

/** Fewer keys, folded letters or letters are too often part of innocent words. */
const SHORTEST = { romanised: 5, backwards: 4 } as const

/** Words with more letters than this may be found by four folded ones. */
export const LONG_WORD = 6

const WRITTEN = String.fromCharCode(WORD_MARK.written)
const FOLDED = String.fromCharCode(WORD_MARK.folded)
const END = String.fromCharCode(WORD_MARK.end)

/**
 * The keys by which a plain form is looked for among the Latin words of a text: romanised, or, when it is Latin itself,
 * backwards.
 */
export function wordKeys(form: string): string[] {
  const keys: string[] = []
  const roman = form.length > 1 ? romanForm(form) : undefined
  if (roman !== undefined) {
    if (isLong(roman, form)) keys.push(FOLDED + roman)
  } else if (form.length >= SHORTEST.backwards && isAlphabetic(form)) {
    const backwards = [...form].reverse().join('')
    if (backwards !== form) keys.push(WRITTEN + backwards + END)
  }
  return keys
}

/** Folding shortens: ssaekki becomes seki, and its own length tells it from other words. */
function isLong(roman: string, form: string): boolean {
  const { romanised } = SHORTEST
  return roman.length >= romanised || (roman.length === romanised - 1 && romanise(form)!.length > LONG_WORD)
}

function isAlphabetic(form: string): boolean {
  for (let i = 0; i < form.length; i++) if (kind[form.charCodeAt(i)] !== KIND.letter) return false
  return true
}
