import { KIND, kind } from '../text/fold-table.ts'
import { isSyllable, LEADS, leadIndex, SILENT, vowelIndex } from '../text/hangul.ts'
import { jamoOfKeys } from '../text/keystrokes.ts'
import { isInnerSign, leetLetter } from '../text/leet.ts'
import type { Normal } from '../text/normal.ts'
import { plainText } from '../text/normal.ts'
import { normalise } from '../text/normalise.ts'

/** Receives what a disguised word reads as, unit by unit, each with the plain unit that it stands for. */
export type PutUnit = (unit: number, place: number) => void

/** Digits or signs in a row that may stand between two letters of one word. */
const LONGEST_GAP = 3
/** Words of one letter that are joined: fewer of the alphabet's are words (`I`, `a`). */
const FEWEST_LETTERS = 3
const FEWEST_SYLLABLES = 2
/** Keys that may have been typed on the other layout. */
const FEWEST_KEYS = 4
const SPACE = 0x20
const APOSTROPHE = 0x27
/** Longer ones are addresses. */
const LONGEST_WORD = 24

/**
 * Gives what the disguised words of a folded text may read as, each between spaces: digits and signs within a word
 * taken away or read as letters, letters and vowels drawn out cut short, single letters joined, Hangul typed on the
 * Latin layout, and a text in pieces in one piece. A model reads them beside the text itself.
 */
export function undisguise(normal: Normal, put: PutUnit): void {
  const { units, length } = normal
  const singles: number[] = []
  let words = 0
  let pieces = 0
  for (let at = 0; at < length; ) {
    const from = at
    let letters = 0
    let leets = 0
    let first = -1
    let last = -1
    let odd = false
    let alphabetic = false
    let jamo = false
    for (; at < length && units[at] !== SPACE; at++) {
      const unit = units[at]!
      if (unit === APOSTROPHE) {
        if (last === at - 1) last = at
        continue
      }
      const k = kind[unit]!
      if (k === KIND.letter || k === KIND.syllable) {
        if (last >= 0 && last < at - 1) odd = true
        if (last === at - 1 && !odd) odd = isDrawnOut(units, at, first)
        if (first < 0) first = at
        last = at
        letters++
        if (k === KIND.letter) alphabetic = true
        else if (leadIndex(unit) >= 0) jamo = true
      } else if (leetLetter(unit) !== 0 && !isInnerSign(unit)) leets++
    }
    if (letters > 0) words++
    if (at - from > LONGEST_WORD) join(units, singles, put)
    else if (letters === 1 && !(alphabetic && leets > 1) && at - from <= LONGEST_GAP) {
      singles.push(first)
      pieces++
    } else if (letters > 0) {
      join(units, singles, put)
      if (jamo) readStrokes(units, from, at, put)
      if (alphabetic) {
        if (letters < 3) pieces++
        if (letters + leets > 2) readLatin(units, from, at, odd || leets > 0, put)
      } else if (letters > 1 && odd) readSyllables(units, first, last, put)
    }
    at++
  }
  join(units, singles, put)
  if (words > 2 && 2 * pieces >= words) readInOnePiece(units, length, put)
}

/** A text whose words are mostly of one or two letters may have been cut up. */
function readInOnePiece(units: Uint16Array, length: number, put: PutUnit): void {
  put(SPACE, 0)
  for (let at = 0; at < length; at++) if (units[at] !== SPACE) put(units[at]!, at)
  put(SPACE, length - 1)
}

/** The third of a letter in a row, or a silent lead with the vowel before it once more. */
function isDrawnOut(units: Uint16Array, at: number, first: number): boolean {
  const unit = units[at]!
  if (leadIndex(unit) >= 0 || vowelIndex(unit) >= 0) return false
  if (unit === units[at - 1] && at - 2 >= first && unit === units[at - 2]) return true
  return repeatsVowel(unit, units[at - 1]!)
}

function repeatsVowel(unit: number, before: number): boolean {
  if (!isSyllable(unit) || !isSyllable(before)) return false
  const own = unit - 0xac00
  const other = before - 0xac00
  if (other % 28 !== 0 || Math.floor(own / 588) !== SILENT) return false
  return Math.floor(own / 28) % 21 === Math.floor(other / 28) % 21
}

function readLatin(units: Uint16Array, from: number, to: number, odd: boolean, put: PutUnit): void {
  if (odd) {
    const signs = readLeet(units, from, to, 0x69, put)
    if (signs & SIGN_ONE) readLeet(units, from, to, 0x6c, put)
    if (signs & SIGN_ANY) readLeet(units, from, to, 0, put)
  }
  let run = from
  for (let at = from; at <= to; at++) {
    if (at < to && units[at]! >= 0x61 && units[at]! <= 0x7a) continue
    readKeys(units, run, at, put)
    run = at + 1
  }
}

const SIGN_ANY = 1
const SIGN_ONE = 2

/** Digits and signs beside letters as the letters that they stand for, 1 as `one`; with 0, without them. */
function readLeet(units: Uint16Array, from: number, to: number, one: number, put: PutUnit): number {
  let before = -1
  let run = 0
  let signs = 0
  put(SPACE, from)
  for (let at = from; at < to; at++) {
    const unit = units[at]!
    let stands = unit
    if (kind[unit] !== KIND.letter && kind[unit] !== KIND.syllable) {
      stands = isBeside(units, at, from, to) ? leetLetter(unit) : 0
      if (stands === 0) continue
      signs |= unit === 0x31 ? SIGN_ANY | SIGN_ONE : SIGN_ANY
      if (one === 0) continue
      if (unit === 0x31) stands = one
    }
    run = stands === before ? run + 1 : 1
    before = stands
    // Doubles are spelt so (pussy); what comes three times is drawn out.
    if (run === 1 || (run === 2 && !isRun(units, at, to))) put(stands, at)
  }
  put(SPACE, to - 1)
  return signs
}

/** Whether the letter at `at` comes again and again from just before it. */
function isRun(units: Uint16Array, at: number, to: number): boolean {
  return units[at] === units[at - 1] && at + 1 < to && units[at + 1] === units[at]
}

/** Whether a letter stands next to a sign, or next to the digit beside it. */
function isBeside(units: Uint16Array, at: number, from: number, to: number): boolean {
  for (let i = at - 2; i <= at + 2; i++)
    if (i >= from && i < to && i !== at && kind[units[i]!] === KIND.letter) return true
  return false
}

/** Syllables and jamo without what stands between them, joined anew. */
function readSyllables(units: Uint16Array, first: number, last: number, put: PutUnit): void {
  let jamo = ''
  put(SPACE, first)
  let before = 0
  let run = 0
  for (let at = first; at <= last; at++) {
    const unit = units[at]!
    if (kind[unit] !== KIND.syllable) continue
    if (!isSyllable(unit) || jamo !== '') jamo += String.fromCharCode(unit)
    run = unit === before ? run + 1 : 1
    if (repeatsVowel(unit, before)) continue
    before = unit
    if (run < 3) put(unit, at)
  }
  put(SPACE, last)
  if (jamo.length > 1) putWord(plainText(normalise(jamo)), first, put)
}

const STROKES = new Set([...'l1|i!'].map((sign) => sign.charCodeAt(0)))

/** A stroke behind a lead is the vowel ㅣ: ㅂl. */
function readStrokes(units: Uint16Array, from: number, to: number, put: PutUnit): void {
  let text = ''
  let drawn = false
  for (let at = from; at < to; at++) {
    const unit = units[at]!
    const isStroke = STROKES.has(unit) && at > from && leadIndex(units[at - 1]!) >= 0
    if (isStroke) drawn = true
    text += isStroke ? 'ㅣ' : String.fromCharCode(unit)
  }
  if (drawn) putWord(plainText(normalise(text)), from, put)
}

// Which Latin letters are keys of leads and of vowels on the Korean layout.
const isLeadKey = keysOf(LEADS)
const isVowelKey = keysOf('ㅏㅐㅑㅓㅔㅕㅗㅛㅜㅠㅡㅣ')

function keysOf(jamo: string): Uint8Array {
  const keys = new Uint8Array(128)
  for (let unit = 0x61; unit <= 0x7a; unit++)
    if (jamo.includes(jamoOfKeys(String.fromCharCode(unit)) ?? '-')) keys[unit] = 1
  return keys
}

/** A word of Latin letters that are the keys of whole syllables. */
function readKeys(units: Uint16Array, from: number, to: number, put: PutUnit): void {
  if (to - from < FEWEST_KEYS || !isLeadKey[units[from]!] || !isVowelKey[units[from + 1]!]) return
  let keys = ''
  for (let at = from; at < to; at++) {
    const unit = units[at]!
    if (unit < 0x61 || unit > 0x7a) return
    // A syllable has at most two keys of vowels, and between two there are at most three others.
    if (at >= from + 2 && isVowelKey[unit] && isVowelKey[units[at - 1]!] && isVowelKey[units[at - 2]!]) return
    keys += String.fromCharCode(unit)
  }
  const read = plainText(normalise(jamoOfKeys(keys)!))
  for (let i = 0; i < read.length; i++) if (!isSyllable(read.charCodeAt(i))) return
  putWord(read, from, put)
}

function join(units: Uint16Array, singles: number[], put: PutUnit): void {
  const isLatin = singles.length > 0 && kind[units[singles[0]!]!] === KIND.letter
  if (singles.length >= (isLatin ? FEWEST_LETTERS : FEWEST_SYLLABLES)) {
    let text = ''
    for (const at of singles) text += String.fromCharCode(units[at]!)
    putWord(plainText(normalise(text)), singles[0]!, put)
  }
  singles.length = 0
}

function putWord(word: string, place: number, put: PutUnit): void {
  put(SPACE, place)
  for (let i = 0; i < word.length; i++) put(word.charCodeAt(i), place)
  put(SPACE, place)
}
