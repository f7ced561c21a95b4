import type { Random } from '../random.ts'

/** Ways to disguise a text so that a plain word list misses it. */
export const EVASIONS = ['spaced', 'dotted', 'leet', 'jamo', 'invisible', 'stretched', 'homoglyph'] as const
export type Evasion = (typeof EVASIONS)[number]

const LEET: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' }
const HOMOGLYPHS: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  x: 'х',
}
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ']
const VOWELS = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ']
const FINALS = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ']

/** Disguises one word of a text, the longest, in one way; a text whose words are short stays as it is. */
export function evade(random: Random, text: string): { text: string; evasion?: Evasion } {
  const words = text.split(' ')
  let longest = 0
  for (let i = 1; i < words.length; i++) if (words[i]!.length > words[longest]!.length) longest = i
  const word = words[longest]!
  if (word.length < 2 || word.includes('.') || word.includes('@')) return { text }
  const korean = /[가-힣]/.test(word)
  const evasion = random.pick<Evasion>(
    korean
      ? ['spaced', 'dotted', 'jamo', 'invisible']
      : ['spaced', 'dotted', 'leet', 'invisible', 'stretched', 'homoglyph'],
  )
  words[longest] = disguise(random, word, evasion)
  return { text: words.join(' '), evasion }
}

/** Disguises a whole word in the given way. */
export function disguise(random: Random, word: string, evasion: Evasion): string {
  const letters = [...word]
  switch (evasion) {
    case 'spaced':
      return letters.join(' ')
    case 'dotted':
      return letters.join(random.pick(['.', '-', '1', '*']))
    case 'leet':
      return letters.map((letter) => LEET[letter] ?? letter).join('')
    case 'jamo':
      return letters.map(splitSyllable).join('')
    case 'invisible':
      return letters.join('\u200b')
    case 'stretched':
      return letters
        .map((letter, index) => (index === 1 ? letter.repeat(3 + random.int(4)) : letter))
        .join('')
    case 'homoglyph':
      return letters.map((letter) => HOMOGLYPHS[letter] ?? letter).join('')
  }
}

/** A Hangul syllable as its letters: 산 → ㅅㅏㄴ (The Unicode Standard, section 3.12). */
function splitSyllable(letter: string): string {
  const index = letter.codePointAt(0)! - 0xac00
  if (index < 0 || index >= 11172) return letter
  return INITIALS[Math.floor(index / 588)]! + VOWELS[Math.floor((index % 588) / 28)]! + FINALS[index % 28]!
}
