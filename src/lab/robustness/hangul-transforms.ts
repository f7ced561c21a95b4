import { FIRST_SYLLABLE, isSyllable, LEADS, SILENT, TAILS, VOWELS } from '../../signals/text/hangul.ts'
import { keystrokesOf } from '../../signals/text/keystrokes.ts'
import type { Transform } from './transform.ts'

interface Syllable {
  readonly lead: number
  readonly vowel: number
  readonly tail: number
}

function partsOf(letter: string): Syllable | undefined {
  const unit = letter.charCodeAt(0)
  if (!isSyllable(unit)) return undefined
  const at = unit - FIRST_SYLLABLE
  return { lead: Math.floor(at / 588), vowel: Math.floor(at / 28) % 21, tail: at % 28 }
}

function perSyllable(text: string, change: (syllable: Syllable, letter: string) => string): string {
  return text.replace(/[가-힣]/g, (letter) => change(partsOf(letter)!, letter))
}

const jamoOf = ({ lead, vowel, tail }: Syllable) =>
  LEADS[lead]! + VOWELS[vowel]! + (tail === 0 ? '' : TAILS[tail - 1]!)

/** Disguises of Hangul; on texts without it they change nothing. */
export const HANGUL_TRANSFORMS: readonly Transform[] = [
  {
    name: 'jamo-split',
    canBeRead: true,
    apply: (text) => perSyllable(text, jamoOf),
  },
  {
    name: 'jamo-conjoining',
    canBeRead: true,
    apply: (text) => text.replace(/[가-힣]/g, (letter) => letter.normalize('NFD')),
  },
  {
    name: 'latin-keyboard',
    canBeRead: true,
    apply: (text) => text.replace(/[가-힣ㄱ-ㅣ]+/g, (word) => keystrokesOf(word) ?? word),
  },
  {
    name: 'hangul-drawn-out',
    canBeRead: true,
    // 시발 → 시이발: a silent syllable of the same vowel behind each open one that does not end its word.
    apply: (text) =>
      text.replace(/[가-힣](?=[가-힣])/g, (letter) => {
        const { vowel, tail } = partsOf(letter)!
        return tail === 0 ? letter + String.fromCharCode(FIRST_SYLLABLE + (SILENT * 21 + vowel) * 28) : letter
      }),
  },
  {
    name: 'initials',
    canBeRead: false,
    apply: (text) =>
      text.replace(/[가-힣]{2,3}(?![가-힣])/g, (word) =>
        [...word].map((letter) => LEADS[partsOf(letter)!.lead]!).join(''),
      ),
  },
]
