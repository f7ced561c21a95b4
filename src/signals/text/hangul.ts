/** The letters of Hangul in the order of Unicode's syllables: `(lead * 21 + vowel) * 28 + tail`. */
export const LEADS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
export const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
/** From 1 on; 0 is no tail. */
export const TAILS = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'

export const FIRST_SYLLABLE = 0xac00
export const LAST_SYLLABLE = 0xd7a3

/** The lead ㅇ, which is silent. */
export const SILENT = LEADS.indexOf('ㅇ')

const leadOf = indexes(LEADS, 0)
const tailOf = indexes(TAILS, 1)

/** The index of a compatibility jamo as a lead; -1: it is none. */
export function leadIndex(unit: number): number {
  return unit >= 0x3131 && unit <= 0x314e ? leadOf[unit - 0x3131]! : -1
}

/** The index of a compatibility jamo as a tail; -1: it is none. */
export function tailIndex(unit: number): number {
  return unit >= 0x3131 && unit <= 0x314e ? tailOf[unit - 0x3131]! : -1
}

/** The index of a compatibility jamo as a vowel; -1: it is none. */
export function vowelIndex(unit: number): number {
  return unit >= 0x314f && unit <= 0x3163 ? unit - 0x314f : -1
}

/** By tail: the lead that it becomes before a silent lead (십알 → 시발), and the tail that stays; -1: it stays. */
export const leadOfTail: Int8Array = Int8Array.from({ length: 28 }, (_, tail) =>
  tail === 0 || TAILS[tail - 1] === 'ㅇ' ? -1 : LEADS.indexOf(TAILS[tail - 1]!),
)

export function isSyllable(unit: number): boolean {
  return unit >= FIRST_SYLLABLE && unit <= LAST_SYLLABLE
}

function indexes(letters: string, base: number): Int8Array {
  const table = new Int8Array(0x314f - 0x3131).fill(-1)
  for (let i = 0; i < letters.length; i++) table[letters.charCodeAt(i) - 0x3131] = i + base
  return table
}
