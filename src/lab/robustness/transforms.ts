import { HANGUL_TRANSFORMS } from './hangul-transforms.ts'
import { letterTable, onLetters, onWords } from './on-words.ts'
import type { Transform } from './transform.ts'

const LEET = letterTable('aeiostzAEIOSTZ', '4310572' + '4310572')
const LOOK_ALIKE = letterTable('aceijopsxyABCEHIKMOPSTX', 'асеіјорѕхуАВСЕНІКМОРЅТХ')
const ACCENT = '\u0301'
const PILED = '\u0335\u0316\u0349\u0322'

/** Letters of a block that begins at `capital` and `small`, for a-z: mathematical bold, full width. */
function shifted(text: string, capital: number, small: number): string {
  return text.replace(/[A-Za-z]/g, (letter) => {
    const unit = letter.charCodeAt(0)
    return String.fromCodePoint(unit < 97 ? capital + unit - 65 : small + unit - 97)
  })
}

const between = (name: string, sign: string, least = 3): Transform => ({
  name,
  canBeRead: true,
  // Words of Hangul are short: two syllables are a word already.
  apply: (text) =>
    onWords(text, 2, (letters) =>
      letters.length < least && !/[가-힣]/.test(letters[0]!) ? letters.join('') : letters.join(sign),
    ),
})

/**
 * Disguises seen in chat, each applied to the whole of a text, which is harder than to one word of it. A source of such lists:
 * Y. Kim et al. and P. Röttger et al. (HateCheck's spelling variations), and what term banks here are tried with.
 */
export const TRANSFORMS: readonly Transform[] = [
  { name: 'leet', canBeRead: true, apply: (text) => onLetters(text, LEET) },
  between('dots', '.'),
  between('spaces', ' '),
  between('hyphens', '-'),
  { name: 'look-alikes', canBeRead: true, apply: (text) => onLetters(text, LOOK_ALIKE) },
  between('zero-width', '\u200b', 2),
  between('soft-hyphens', '\u00ad', 2),
  {
    name: 'doubled',
    canBeRead: true,
    // One letter of each word, as people do it.
    apply: (text) => text.replace(/([a-zA-Z]*?)([aeiouAEIOU])([a-zA-Z]+)/g, '$1$2$2$3'),
  },
  {
    name: 'drawn-out',
    canBeRead: true,
    apply: (text) => text.replace(/([aeiouAEIOU])(?=[a-zA-Z])/g, '$1$1$1$1'),
  },
  {
    name: 'alternating-case',
    canBeRead: true,
    apply: (text) =>
      onWords(text, 2, (letters) =>
        letters.map((letter, i) => (i % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase())),
      ),
  },
  { name: 'full-width', canBeRead: true, apply: (text) => shifted(text, 0xff21, 0xff41) },
  { name: 'bold-letters', canBeRead: true, apply: (text) => shifted(text, 0x1d400, 0x1d41a) },
  {
    name: 'accents',
    canBeRead: true,
    apply: (text) => text.replace(/[aeiouAEIOU가-힣]/g, (letter) => letter + ACCENT),
  },
  {
    name: 'piled-marks',
    canBeRead: true,
    apply: (text) => text.replace(/\p{L}/gu, (letter) => letter + PILED),
  },
  {
    name: 'emoji-inside',
    canBeRead: true,
    apply: (text) =>
      onWords(text, 2, (letters) => {
        const middle = Math.ceil(letters.length / 2)
        return [...letters.slice(0, middle), '🔥', ...letters.slice(middle)]
      }),
  },
  {
    name: 'run-together',
    canBeRead: true,
    apply: (text) => text.replace(/\s+/g, ''),
  },
  {
    name: 'masks',
    canBeRead: false,
    apply: (text) => onWords(text, 2, (letters) => letters.map((letter, i) => (i % 2 === 1 ? '*' : letter))),
  },
  ...HANGUL_TRANSFORMS,
]
