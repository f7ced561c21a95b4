import { LEADS, TAILS, VOWELS } from './hangul.ts'

// Consonants and vowels that players write for one another. Tense and aspirated consonants sound like the plain one;
// vowels with a glide like the one without.
const LEAD_GROUPS = ['ㄱㄲㅋ', 'ㄴ', 'ㄷㄸㅌ', 'ㄹ', 'ㅁ', 'ㅂㅃㅍ', 'ㅅㅆ', 'ㅇ', 'ㅈㅉㅊ', 'ㅎ']
const VOWEL_GROUPS = ['ㅏㅑㅘ', 'ㅓㅕㅝ', 'ㅗㅛ', 'ㅜㅠㅡ', 'ㅣㅟㅢ', 'ㅐㅔㅒㅖㅙㅚㅞ']
const TAIL_GROUPS = ['ㄱㄲㅋㄳ', 'ㄴㄵㄶ', 'ㄷㅅㅆㅈㅊㅌㅎ', 'ㄹㄺㄼㄽㄾㅀ', 'ㅁㄻ', 'ㅂㅍㅄㄿ', 'ㅇ']

/** Tails that players hang on a syllable that has none: 싯발, 바봉, 존낰. */
const HUNG = 'ㄱㄴㄷㄹㅁㅂㅅㅆㅇㅈㅊㅋㅌㅍㅎ'

/** Group by index of the letter. */
export const leadGroup = groupsOf(LEADS, LEAD_GROUPS, 0)
export const vowelGroup = groupsOf(VOWELS, VOWEL_GROUPS, 0)
/** Index 0 is no tail. */
export const tailGroup = groupsOf(TAILS, TAIL_GROUPS, 1)

/** Whether a tail by index is one that may be hung on. */
export const isHung: Uint8Array = Uint8Array.from({ length: 28 }, (_, tail) =>
  tail > 0 && HUNG.includes(TAILS[tail - 1]!) ? 1 : 0,
)

const EO = VOWEL_GROUPS.findIndex((group) => group.includes('ㅓ'))
const U = VOWEL_GROUPS.findIndex((group) => group.includes('ㅜ'))
const I = VOWEL_GROUPS.findIndex((group) => group.includes('ㅣ'))
const S = LEAD_GROUPS.findIndex((group) => group.includes('ㅅ'))

/**
 * Syllables that look alike as drawn (yaminjeongeum: 댕댕이 for 멍멍이), each pair with its lead and vowel; the tail
 * stays. The second is what the first is taken for.
 */
const DRAWN_ALIKE: readonly (readonly [string, string])[] = [
  ['대', '머'],
  ['띠', '며'],
  ['네', '비'],
  ['커', '귀'],
  ['과', '파'],
  ['끠', '피'],
  ['쭈', '푸'],
  ['교', '표'],
]

const drawn = new Map<number, number>()
for (const [a, b] of DRAWN_ALIKE) {
  drawn.set(openOf(a), openOf(b))
  drawn.set(openOf(b), openOf(a))
}

/** Whether two syllables without their tails (lead * 21 + vowel) are drawn alike. */
export function isDrawnAlike(one: number, other: number): boolean {
  return drawn.get(one) === other
}

const SOUNDS = 0x100
const LONE = 0x200

/**
 * One code for each set of syllables that may stand for one another, by lead * 21 + vowel. It is coarse: whether a
 * syllable does stand for another is judged where a code is found.
 */
export const soundOf: Uint16Array = soundCodes()

/** The code of a consonant that stands alone, by its lead. */
export function loneCode(lead: number): number {
  return LONE + leadGroup[lead]!
}

function soundCodes(): Uint16Array {
  const codes = Uint16Array.from({ length: 19 * 21 }, (_, open) => {
    const lead = leadGroup[Math.floor(open / 21)]!
    let vowel = vowelGroup[open % 21]!
    // In Latin letters u is written for both ㅓ and ㅜ.
    if (vowel === U) vowel = EO
    // 슈발 and 스발 are said for 시발.
    if (lead === S && (VOWELS[open % 21] === 'ㅠ' || VOWELS[open % 21] === 'ㅡ')) vowel = I
    return SOUNDS + lead * 8 + vowel
  })
  // Sets that share a drawing become one; each round may join more.
  for (let joined = true; joined; ) {
    joined = false
    for (const [a, b] of DRAWN_ALIKE) {
      const from = codes[openOf(a)]!
      const to = codes[openOf(b)]!
      if (from === to) continue
      joined = true
      for (let i = 0; i < codes.length; i++) if (codes[i] === from) codes[i] = to
    }
  }
  return codes
}

/** Lead * 21 + vowel of a syllable without a tail. */
function openOf(syllable: string): number {
  return (syllable.charCodeAt(0) - 0xac00) / 28
}

function groupsOf(letters: string, groups: readonly string[], base: number): Int8Array {
  const table = new Int8Array(letters.length + base).fill(-1)
  for (let i = 0; i < letters.length; i++)
    table[i + base] = groups.findIndex((group) => group.includes(letters[i]!))
  return table
}
