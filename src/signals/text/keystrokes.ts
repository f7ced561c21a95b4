import { isSyllable, LEADS, leadIndex, TAILS, VOWELS, vowelIndex } from './hangul.ts'

// The Korean standard keyboard (KS X 5002, two sets). Shift is not told apart, since case is folded.
const KEYS: Readonly<Record<string, string>> = {
  ㄱ: 'r',
  ㄲ: 'r',
  ㄴ: 's',
  ㄷ: 'e',
  ㄸ: 'e',
  ㄹ: 'f',
  ㅁ: 'a',
  ㅂ: 'q',
  ㅃ: 'q',
  ㅅ: 't',
  ㅆ: 't',
  ㅇ: 'd',
  ㅈ: 'w',
  ㅉ: 'w',
  ㅊ: 'c',
  ㅋ: 'z',
  ㅌ: 'x',
  ㅍ: 'v',
  ㅎ: 'g',
  ㅏ: 'k',
  ㅐ: 'o',
  ㅑ: 'i',
  ㅒ: 'o',
  ㅓ: 'j',
  ㅔ: 'p',
  ㅕ: 'u',
  ㅖ: 'p',
  ㅗ: 'h',
  ㅛ: 'y',
  ㅜ: 'n',
  ㅠ: 'b',
  ㅡ: 'm',
  ㅣ: 'l',
  ㅘ: 'hk',
  ㅙ: 'ho',
  ㅚ: 'hl',
  ㅝ: 'nj',
  ㅞ: 'np',
  ㅟ: 'nl',
  ㅢ: 'ml',
  ㄳ: 'rt',
  ㄵ: 'sw',
  ㄶ: 'sg',
  ㄺ: 'fr',
  ㄻ: 'fa',
  ㄼ: 'fq',
  ㄽ: 'ft',
  ㄾ: 'fx',
  ㄿ: 'fv',
  ㅀ: 'fg',
  ㅄ: 'qt',
}

const jamoOf = new Map<string, string>()
for (const [jamo, key] of Object.entries(KEYS)) if (!jamoOf.has(key)) jamoOf.set(key, jamo)

/** The Latin letters that the keys of Hangul give (시발 → tlqkf); undefined: it has other letters. */
export function keystrokesOf(form: string): string | undefined {
  let keys = ''
  for (let i = 0; i < form.length; i++) {
    const unit = form.charCodeAt(i)
    if (isSyllable(unit)) {
      const syllable = unit - 0xac00
      const tail = syllable % 28
      keys += KEYS[LEADS[Math.floor(syllable / 588)]!]! + KEYS[VOWELS[Math.floor(syllable / 28) % 21]!]!
      if (tail > 0) keys += KEYS[TAILS[tail - 1]!]!
    } else if (leadIndex(unit) >= 0 || vowelIndex(unit) >= 0) {
      keys += KEYS[form[i]!]!
    } else return undefined
  }
  return keys
}

/** The jamo that the keys of Latin letters give (fuck → ㄹㅕㅊㅏ); undefined: it has other letters. */
export function jamoOfKeys(form: string): string | undefined {
  let jamo = ''
  for (const letter of form) {
    const one = jamoOf.get(letter)
    if (one === undefined) return undefined
    jamo += one
  }
  return jamo
}

/** Fewer keys are too often part of innocent words. */
const SHORTEST = 5

/** What the keys of a term of Hangul give on the Latin layout, to be found anywhere; undefined: it is too short. */
export function typedKey(form: string): string | undefined {
  const keys = keystrokesOf(form)
  return keys !== undefined && keys.length >= SHORTEST ? keys : undefined
}
