import { mulberry32 } from './random.ts'

/** Terms and chat messages made up from a seed: Korean and English in the lengths that they have in chat. */
export interface TextWorld {
  readonly terms: readonly string[]
  readonly messages: readonly string[]
}

const CHANCE = {
  /** Of a word of a message being Korean, and of a term. */
  korean: 0.6,
  /** Of a message holding a term, and of that being in disguise. */
  term: 0.05,
  disguised: 0.4,
}
const MESSAGE_UNITS = 40

/** Makes `termCount` distinct terms of 3 to 6 syllables or 4 to 9 letters, and messages of 40 characters on average. */
export function makeTextWorld(seed: number, termCount: number, messageCount: number): TextWorld {
  const random = mulberry32(seed)
  const terms = new Set<string>()
  while (terms.size < termCount)
    terms.add(random() < CHANCE.korean ? syllables(random, 3, 6) : letters(random, 4, 9))
  const list = [...terms]
  const messages: string[] = []
  while (messages.length < messageCount) {
    const length = MESSAGE_UNITS * (0.5 + random())
    const words: string[] = []
    for (let size = 0; size < length; ) {
      const word = random() < CHANCE.korean ? syllables(random, 1, 5) : letters(random, 1, 8)
      words.push(word)
      size += word.length + 1
    }
    if (random() < CHANCE.term) {
      const term = list[Math.floor(random() * list.length)]!
      const at = Math.floor(random() * words.length)
      words[at] = random() < CHANCE.disguised ? [...term].join(random() < 0.5 ? '.' : '\u200b') : term
    }
    messages.push(words.join(' ').slice(0, Math.round(length)))
  }
  return { terms: list, messages }
}

// Frequent first, as letters of English and as leads, vowels and tails of Korean syllables.
const LETTERS = 'etaoinshrdlcumwfgypbvkjxqz'
const LEADS = [11, 0, 9, 2, 5, 12, 18, 3, 6, 7, 14, 17, 16, 15, 1, 10, 4, 13, 8]
const VOWELS = [0, 20, 18, 4, 8, 13, 1, 5, 6, 12, 9, 17, 11, 2, 14, 16, 7, 15, 19, 10, 3]
const TAILS = [0, 0, 0, 0, 4, 8, 21, 1, 16, 20, 17, 7, 19]

function letters(random: () => number, least: number, most: number): string {
  let word = ''
  for (let n = least + Math.floor(random() * (most - least + 1)); n > 0; n--)
    word += LETTERS[skewed(random, LETTERS.length)]!
  return word
}

function syllables(random: () => number, least: number, most: number): string {
  let word = ''
  for (let n = least + Math.floor(random() * (most - least + 1)); n > 0; n--) {
    const lead = LEADS[skewed(random, LEADS.length)]!
    const vowel = VOWELS[skewed(random, VOWELS.length)]!
    word += String.fromCharCode(0xac00 + (lead * 21 + vowel) * 28 + TAILS[skewed(random, TAILS.length)]!)
  }
  return word
}

/** An index below `size`, the lower the likelier. */
function skewed(random: () => number, size: number): number {
  return Math.floor(random() ** 1.8 * size)
}
