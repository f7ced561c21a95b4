import { leadIndex, TAILS, VOWELS } from './hangul.ts'

/** Emoji that stand for a syllable, few and unmistakable: `🐶새끼`, `🌱발`. By code point. */
const EMOJI: Readonly<Record<string, string>> = {
  '🐶': '개',
  '🐕': '개',
  '🐩': '개',
  '🐦': '새',
  '🐤': '새',
  '🐥': '새',
  '🌱': '씨',
  '🦶': '발',
  '👣': '발',
  '🐴': '말',
  '💩': '똥',
}
const emoji = new Map(
  Object.entries(EMOJI).map(([char, syllable]) => [char.codePointAt(0)!, openAndTail(syllable)]),
)

/** The syllable less U+AC00 that an emoji stands for; -1: none. */
export function emojiSyllable(point: number): number {
  return emoji.get(point) ?? -1
}

/** Whether a unit is drawn for the vowel ㅣ after a consonant alone: `ㅅl발`, `ㅅ1발`. */
export function isDrawnVowel(unit: number): boolean {
  return unit === 0x6c || unit === 0x69 || unit === 0x31 || unit === 0x7c || unit === 0x21
}

/** Signs drawn for a consonant before a vowel: `^ㅣ발`. Plain units are in lower case. */
const DRAWN_LEADS: Readonly<Record<string, string>> = {
  '7': 'ㄱ',
  l: 'ㄴ',
  c: 'ㄷ',
  '2': 'ㄹ',
  z: 'ㄹ',
  己: 'ㄹ',
  口: 'ㅁ',
  '□': 'ㅁ',
  h: 'ㅂ',
  '^': 'ㅅ',
  a: 'ㅅ',
  人: 'ㅅ',
  入: 'ㅅ',
  '0': 'ㅇ',
  o: 'ㅇ',
  '○': 'ㅇ',
  f: 'ㅋ',
  e: 'ㅌ',
}
const drawnLeads = new Map(
  Object.entries(DRAWN_LEADS).map(([sign, lead]) => [sign.charCodeAt(0), leadIndex(lead.charCodeAt(0))]),
)

/** The lead that a sign is drawn for, by index; -1: none. */
export function drawnLead(unit: number): number {
  return drawnLeads.get(unit) ?? -1
}

const LEAD_SPELLINGS: readonly (readonly [string, string])[] = [
  ['ssh', 'ㅆ'],
  ['ss', 'ㅆ'],
  ['sh', 'ㅅ'],
  ['kk', 'ㄲ'],
  ['gg', 'ㄲ'],
  ['tt', 'ㄸ'],
  ['dd', 'ㄸ'],
  ['pp', 'ㅃ'],
  ['bb', 'ㅃ'],
  ['jj', 'ㅉ'],
  ['zz', 'ㅉ'],
  ['ch', 'ㅊ'],
  ['g', 'ㄱ'],
  ['k', 'ㅋ'],
  ['n', 'ㄴ'],
  ['d', 'ㄷ'],
  ['t', 'ㅌ'],
  ['r', 'ㄹ'],
  ['l', 'ㄹ'],
  ['m', 'ㅁ'],
  ['b', 'ㅂ'],
  ['v', 'ㅂ'],
  ['p', 'ㅍ'],
  ['s', 'ㅅ'],
  ['j', 'ㅈ'],
  ['z', 'ㅈ'],
  ['c', 'ㅊ'],
  ['h', 'ㅎ'],
]
const VOWEL_SPELLINGS: readonly (readonly [string, string])[] = [
  ['yeo', 'ㅕ'],
  ['yoo', 'ㅠ'],
  ['yae', 'ㅒ'],
  ['wae', 'ㅙ'],
  ['eui', 'ㅢ'],
  ['ae', 'ㅐ'],
  ['eo', 'ㅓ'],
  ['eu', 'ㅡ'],
  ['ya', 'ㅑ'],
  ['ye', 'ㅖ'],
  ['yo', 'ㅛ'],
  ['yu', 'ㅠ'],
  ['wa', 'ㅘ'],
  ['we', 'ㅞ'],
  ['wi', 'ㅟ'],
  ['wo', 'ㅝ'],
  ['oe', 'ㅚ'],
  ['oo', 'ㅜ'],
  ['ee', 'ㅣ'],
  ['ui', 'ㅢ'],
  ['a', 'ㅏ'],
  ['e', 'ㅔ'],
  ['i', 'ㅣ'],
  ['o', 'ㅗ'],
  ['u', 'ㅜ'],
]
const TAIL_SPELLINGS: readonly (readonly [string, string])[] = [
  ['ng', 'ㅇ'],
  ['kk', 'ㄲ'],
  ['ss', 'ㅆ'],
  ['k', 'ㄱ'],
  ['g', 'ㄱ'],
  ['n', 'ㄴ'],
  ['t', 'ㅅ'],
  ['d', 'ㄷ'],
  ['l', 'ㄹ'],
  ['r', 'ㄹ'],
  ['m', 'ㅁ'],
  ['p', 'ㅂ'],
  ['b', 'ㅂ'],
  ['s', 'ㅅ'],
  ['j', 'ㅈ'],
]

const LONGEST_RUN = 8

/** Reads a short run of Latin letters beside Hangul as syllables less U+AC00 (`bal` → 발); empty: it is none. */
export function latinSyllables(run: string): number[] {
  if (run.length > LONGEST_RUN) return []
  const syllables: number[] = []
  for (let at = 0; at < run.length; ) {
    const lead = spelt(LEAD_SPELLINGS, run, at)
    at += lead?.[0].length ?? 0
    const vowel = spelt(VOWEL_SPELLINGS, run, at)
    if (!vowel) return []
    at += vowel[0].length
    const tail = spelt(TAIL_SPELLINGS, run, at)
    const closes = tail !== undefined && !spelt(VOWEL_SPELLINGS, run, at + tail[0].length)
    if (closes) at += tail[0].length
    const leadAt = leadIndex((lead?.[1] ?? 'ㅇ').charCodeAt(0))
    syllables.push((leadAt * 21 + VOWELS.indexOf(vowel[1])) * 28 + (closes ? TAILS.indexOf(tail[1]) + 1 : 0))
  }
  return syllables
}

function spelt(
  spellings: readonly (readonly [string, string])[],
  run: string,
  at: number,
): readonly [string, string] | undefined {
  return spellings.find(([spelling]) => run.startsWith(spelling, at))
}

function openAndTail(syllable: string): number {
  return syllable.charCodeAt(0) - 0xac00
}
