import { CONFUSABLES } from './confusables.ts'

/** What the normaliser does with a UTF-16 unit. */
export const ACTION = {
  unbuilt: 0,
  /** Emit FOLD[unit]. */
  emit: 1,
  /** Invisible: leaves nothing. */
  drop: 2,
  /** A combining mark or selector: leaves nothing, and belongs to the character before it. */
  mark: 3,
  /** Emit each unit of EXPANSIONS. */
  expand: 4,
  space: 5,
  /** Emit FOLD[unit], which may be part of a split syllable. */
  jamo: 6,
  /** A kana voicing mark, which changes the character before it. */
  voicing: 7,
  surrogate: 8,
} as const

/** What a unit of normalised text is. */
export const KIND = {
  other: 0,
  /** A letter of an alphabet, whose words stand between spaces. */
  letter: 1,
  /** Hangul, kana or Han, jamo included: each carries a syllable or more. */
  syllable: 2,
  digit: 3,
  space: 4,
} as const

export const action = new Uint8Array(0x10000)
export const fold = new Uint16Array(0x10000)
export const expansions = new Map<number, string>()
/**
 * KIND by normalised unit; filled for every unit that `action` has been built for can leave. Syllables from the start: keys and
 * jamo are joined to ones that no text has shown yet, and what a text reads as must not hang on the texts before it.
 */
export const kind = new Uint8Array(0x10000).fill(KIND.syllable, 0xac00, 0xd7a4)

// Jamo are joined to syllables of whatever page, which no text may have built yet: then the same text would be read
// otherwise the first time.
kind.fill(KIND.syllable, 0xac00, 0xd7a4)

const kindBuilt = new Uint8Array(256)

// Marks that decorate alphabets. Others, such as Indic vowels, spell: taking them away would change words.
const DECORATION_RANGES =
  '0300-036f 0483-0489 0591-05c7 0610-061a 064b-065f 0670-0670 06d6-06dc 06df-06e4 06e7-06e8 06ea-06ed 1ab0-1aff 1dc0-1dff 20d0-20ff fe20-fe2f'
const DECORATION = new RegExp(`[${DECORATION_RANGES.replace(/(\w+)-(\w+) ?/g, '\\u$1-\\u$2')}]`, 'g')
const IS_DECORATION = new RegExp(`^${DECORATION.source}$`)
const SELECTOR = /^[\u180b-\u180f\ufe00-\ufe0f]$/
const IGNORABLE = /^[\p{Default_Ignorable_Code_Point}\p{Cf}]$/u
const CONTROL = /^\p{Cc}$/u
const SPACE = /^[\s\p{Z}\u2800]$/u
const ZERO_OF_DIGITS = /\p{Nd}/u
const ENCLOSED = /^\((.+)\)$/u

const LEADS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const TAILS = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'

/**
 * Fills the tables for the 256 units of a page. Pages are filled as text needs them: all of them would cost
 * every start 100 ms, and most text stays within five.
 */
export function buildPage(page: number): void {
  if (page >= 0xd8 && page <= 0xdf) {
    action.fill(ACTION.surrogate, page << 8, (page + 1) << 8)
    return
  }
  buildKinds(page)
  for (let unit = page << 8; unit < (page + 1) << 8; unit++) {
    const [act, text] = foldUnit(String.fromCharCode(unit))
    for (let i = 0; i < text.length; i++) buildKinds(text.charCodeAt(i) >> 8)
    if (act === ACTION.expand) expansions.set(unit, text)
    else if (text) fold[unit] = text.charCodeAt(0)
    action[unit] = act
  }
}

/** NFKC, case, confusables and digits of one character of the basic plane. */
function foldUnit(char: string): [number, string] {
  if (IS_DECORATION.test(char) || SELECTOR.test(char)) return [ACTION.mark, '']
  // U+FEFF is white space to JavaScript, and invisible.
  if (IGNORABLE.test(char)) return [ACTION.drop, '']
  if (SPACE.test(char)) return [ACTION.space, ' ']
  if (CONTROL.test(char)) return [ACTION.drop, '']
  if (char >= '\uac00' && char <= '\ud7a3') return [ACTION.emit, char]
  if (char >= '\u3131' && char <= '\u3163') return [ACTION.jamo, char]
  const text = foldText(char)
  if (text === '') return [ACTION.drop, '']
  if (text === ' ') return [ACTION.space, ' ']
  if (text.length > 1) return [ACTION.expand, text]
  if (text === '\u3099' || text === '\u309a') return [ACTION.voicing, text]
  if (text >= '\u3131' && text <= '\u3163') return [ACTION.jamo, text]
  return [ACTION.emit, text]
}

/** Folds one character, which may become several: `ﬁ` → `fi`. */
export function foldText(char: string): string {
  const lower = char.normalize('NFKC').toLowerCase().normalize('NFKC')
  const bare = lower.normalize('NFD').replace(DECORATION, '').normalize('NFC')
  const inner = char.length === 1 && char !== bare ? bare.replace(ENCLOSED, '$1') : bare
  let text = ''
  for (const part of inner) text += compatibilityJamo(CONFUSABLES.get(part) ?? asciiDigit(part))
  return text
}

/** NFKC turns the jamo that keyboards write into conjoining ones; this turns all of them back. */
function compatibilityJamo(char: string): string {
  const unit = char.charCodeAt(0)
  if (unit >= 0x1100 && unit <= 0x1112) return LEADS[unit - 0x1100]!
  if (unit >= 0x1161 && unit <= 0x1175) return String.fromCharCode(unit - 0x1161 + 0x314f)
  if (unit >= 0x11a8 && unit <= 0x11c2) return TAILS[unit - 0x11a8]!
  return char
}

/** Decimal digits of every script stand in rows of ten that begin with zero. */
function asciiDigit(char: string): string {
  if (char.length > 1 || char <= '\x7f' || !ZERO_OF_DIGITS.test(char)) return char
  let value = 0
  while (value < 9 && ZERO_OF_DIGITS.test(String.fromCharCode(char.charCodeAt(0) - value - 1))) value++
  return String(value)
}

function buildKinds(page: number): void {
  if (kindBuilt[page]) return
  kindBuilt[page] = 1
  for (let unit = page << 8; unit < (page + 1) << 8; unit++) kind[unit] = kindOf(String.fromCharCode(unit))
}

function kindOf(char: string): number {
  if (char >= '\uac00' && char <= '\ud7a3') return KIND.syllable
  if (char === ' ') return KIND.space
  if (char >= '0' && char <= '9') return KIND.digit
  if (/^[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u30fc]$/u.test(char))
    return /^[\p{L}\p{N}]$/u.test(char) ? KIND.syllable : KIND.other
  return /^[\p{L}\p{M}]$/u.test(char) ? KIND.letter : KIND.other
}
