const LEADS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
const TAILS = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'
/** Jamo that a keyboard writes in two strokes. */
const DOUBLE: Readonly<Record<string, string>> = {
  ㄳ: 'ㄱㅅ',
  ㄵ: 'ㄴㅈ',
  ㄶ: 'ㄴㅎ',
  ㄺ: 'ㄹㄱ',
  ㄻ: 'ㄹㅁ',
  ㄼ: 'ㄹㅂ',
  ㄽ: 'ㄹㅅ',
  ㄾ: 'ㄹㅌ',
  ㄿ: 'ㄹㅍ',
  ㅀ: 'ㄹㅎ',
  ㅄ: 'ㅂㅅ',
  ㅘ: 'ㅗㅏ',
  ㅙ: 'ㅗㅐ',
  ㅚ: 'ㅗㅣ',
  ㅝ: 'ㅜㅓ',
  ㅞ: 'ㅜㅔ',
  ㅟ: 'ㅜㅣ',
  ㅢ: 'ㅡㅣ',
}

const strokesOf = (jamo: string) => Uint16Array.from(DOUBLE[jamo] ?? jamo, (part) => part.charCodeAt(0))
const leads = [...LEADS].map(strokesOf)
const vowels = [...VOWELS].map(strokesOf)
const tails = [...TAILS].map((jamo) => (jamo === ' ' ? new Uint16Array() : strokesOf(jamo)))
const single = Array.from({ length: 0x33 }, (_, i) => strokesOf(String.fromCharCode(0x3131 + i)))

/** Writes the strokes that a Hangul syllable or jamo (U+3131 to U+3163) is typed with: 값 → ㄱㅏㅂㅅ. Returns how many. */
export function hangulLetters(unit: number, into: Uint16Array): number {
  if (unit < 0xac00) return copy(single[unit - 0x3131]!, into, 0)
  const index = unit - 0xac00
  let n = copy(leads[Math.floor(index / 588)]!, into, 0)
  n = copy(vowels[Math.floor((index % 588) / 28)]!, into, n)
  return copy(tails[index % 28]!, into, n)
}

export function isHangul(unit: number): boolean {
  return unit >= 0xac00 ? unit <= 0xd7a3 : unit >= 0x3131 && unit <= 0x3163
}

function copy(strokes: Uint16Array, into: Uint16Array, at: number): number {
  into[at] = strokes[0] ?? 0
  if (strokes.length > 1) into[at + 1] = strokes[1]!
  return at + strokes.length
}
