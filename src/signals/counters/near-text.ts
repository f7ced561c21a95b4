import { foldOnce } from '../text/fold-once.ts'
import { KIND, kind } from '../text/fold-table.ts'
import { leetLetter, squeezeLetter } from '../text/leet.ts'
import type { Normal } from '../text/normal.ts'
import { hangulLetters, isHangul } from './hangul-letters.ts'
import { addUnits, type KeyHash } from './hash-key.ts'
import { endLetters, endOfSigns, innerLetters, isLargeHan, type Run, startLetters } from './leet-letters.ts'
import { type Letters, pushLetter } from './push-letter.ts'

/** Letters below which a text is taken as it is. A Han or kana character counts as two. */
const FEW_LETTERS = 6
/** A unit leaves at most five letters: 꿻. */
const MOST_OF_UNIT = 5
/**
 * Version of what a near text is: raise it when a text's letters change, the folded form's included. Counters keyed by
 * texts are then counted anew rather than split between two keys of one text.
 */
export const NEAR_FORM = 2

const NEAR = 0x1b56c4e9
const EXACT = 0x5f356495

const held: Letters = { units: new Uint16Array(2048), count: 0 }
const strokes = new Uint16Array(MOST_OF_UNIT + 1)

/**
 * Adds to a hash what a text says, so that copies of a message that were made to look different are one: its letters
 * in their order. Not looked at are:
 * - what folding takes away (`normalise`): case, width, accents, look-alikes, invisible characters;
 * - spaces, punctuation, symbols and emoji, wherever they stand;
 * - digits, but where they stand for letters: between letters of an alphabet up to two different ones (`g0ld`), and at
 *   the end of three such letters one of 0 1 3 4 5 7 (`casin0`; after two letters twice: `fr33`), and the same at the
 *   beginning of a word that has others within (`5h0wer`). Between letters, `@ $ ! | ¢ £ ¥` are letters too;
 * - how often a letter, or a stretch of up to five, is said in a row: `soooo`, `hahaha`, `no no no`, `ㅋㅋㅋㅋ`;
 * - whether Hangul is written in syllables or in the letters that they are typed with (`ㅅ ㅣ ㅂ ㅏ ㄹ`);
 * - the difference of i and l, since 1 stands for both.
 * A text that leaves fewer than six letters is told from every other by its folded text. Linear in time.
 */
export function addNearText(hash: KeyHash, text: string): void {
  const normal = foldOnce(text)
  const letters = lettersOf(normal)
  if (hasEnough(letters)) addUnits(hash, NEAR, letters.units, 0, letters.count)
  else addExact(hash, normal)
}

/** The letters that a text says, as `addNearText` takes them; good until the next text. Linear in time. */
export function nearLetters(text: string): Letters {
  return lettersOf(foldOnce(text))
}

function lettersOf(normal: Normal): Letters {
  const letters: Letters =
    normal.length * MOST_OF_UNIT <= held.units.length
      ? held
      : { units: new Uint16Array(normal.length * MOST_OF_UNIT), count: 0 }
  letters.count = 0
  for (let at = 0; at < normal.length; ) at = takeWord(letters, normal, at)
  return letters
}

/** Takes the letters of the word that begins at a place; returns where the next begins. */
function takeWord(letters: Letters, { units, length }: Normal, from: number): number {
  // Letters of an alphabet in a row, those that a digit or sign stands for included.
  let row = 0
  for (let at = from; at < length; ) {
    const unit = units[at]!
    switch (kind[unit]) {
      case KIND.space:
        return at + 1
      case KIND.letter:
        pushLetter(letters, squeezeLetter(unit))
        row++
        at++
        continue
      case KIND.syllable:
        pushSyllable(letters, unit)
        row = 0
        at++
        continue
    }
    if (isLargeHan(unit) && at + 1 < length) {
      pushLetter(letters, unit)
      pushLetter(letters, units[at + 1]!)
      row = 0
      at += 2
      continue
    }
    const end = Math.max(at + 1, endOfSigns(units, at, length))
    const [first, last] = lettersAmong(units, at, end, row, length)
    for (let i = first; i < last; i++) pushLetter(letters, squeezeLetter(leetLetter(units[i]!)))
    row = last > first ? row + last - first : 0
    at = end
  }
  return length
}

/** Which of the signs from `from` up to `end` are letters, by what stands on either side of them. */
function lettersAmong(units: Uint16Array, from: number, end: number, row: number, length: number): Run {
  const joins = end < length && kind[units[end]!] === KIND.letter
  if (row > 0) return joins ? innerLetters(units, from, end) : endLetters(units, from, end, row)
  return joins ? startLetters(units, from, end, length) : [0, 0]
}

function pushSyllable(letters: Letters, unit: number): void {
  if (!isHangul(unit)) {
    pushLetter(letters, unit)
    return
  }
  const n = hangulLetters(unit, strokes)
  for (let i = 0; i < n; i++) pushLetter(letters, strokes[i]!)
}

function hasEnough({ units, count }: Letters): boolean {
  let weight = 0
  for (let i = 0; i < count && weight < FEW_LETTERS; i++)
    weight += kind[units[i]!] === KIND.syllable && !isHangul(units[i]!) ? 2 : 1
  return weight >= FEW_LETTERS
}

/** The folded text, without spaces at its ends. */
function addExact(hash: KeyHash, { units, length }: Normal): void {
  const from = length > 0 && kind[units[0]!] === KIND.space ? 1 : 0
  const end = length > from && kind[units[length - 1]!] === KIND.space ? length - 1 : length
  addUnits(hash, EXACT, units, from, end)
}
