import { endsWord, isWholeWord, isWordUnit, kindAt, standsAlone } from './boundaries.ts'
import type { Disguise } from './disguise.ts'
import { KIND, kind } from './fold-table.ts'
import { GAP, gapBit, LONGEST_GAP } from './gap.ts'
import { isInnerSign, isLeetFor, leetLetter } from './leet.ts'
import type { Normal } from './normal.ts'
import { hasOddPiece } from './odd-pieces.ts'
import { TERM_FLAG } from './term-flag.ts'

const APOSTROPHE = 0x27
/** Words of one letter: `i f u c k` is not one word spelt out. */
const ONE_LETTER_WORDS = new Set([...'aiu'].map((letter) => letter.charCodeAt(0)))

/**
 * Which disguise the plain stretch [start, end), whose squeezed form is a term's, is of that term; undefined: none. The
 * squeezed form forgets too much to be believed: `pu(sh it)`, `a(n al)phabet`, `ca(n't)`. `form` is the term's plain
 * form.
 */
export function squeezedDisguise(
  normal: Normal,
  start: number,
  end: number,
  form: string,
  flags: number,
): Disguise | undefined {
  const { units } = normal
  const syllables = kind[form.charCodeAt(0)] === KIND.syllable
  let at = start
  let runs = 0
  let splitRuns = 0
  let unsplit = false
  let gaps = 0
  let gapBits = 0
  let widestGap = 0
  let leet = 0
  let real = 0
  let stretched = false
  let stretchedWithin = false
  let doubled = 0

  // 1. Walk term and text together, a run of a letter at a time.
  for (let t = 0; t < form.length; ) {
    const letter = form.charCodeAt(t)
    let wanted = 1
    while (t + wanted < form.length && form.charCodeAt(t + wanted) === letter) wanted++
    t += wanted
    const next = t < form.length ? form.charCodeAt(t) : 0
    let seen = 0
    let innerGaps = 0
    let width = 0
    let bits = 0
    let equal = 0
    let before = -1
    for (; at < end; at++) {
      const unit = units[at]!
      const asLeet = unit !== letter && isLeetFor(unit, letter)
      // The 1 of mi1f stands for the l that is still to come.
      if (asLeet && seen >= wanted && next !== 0 && isLeetFor(unit, next)) break
      if (unit === letter || asLeet) {
        if (width > 0) {
          if (width > LONGEST_GAP || equal >= form.length) return undefined
          gaps++
          gapBits |= bits
          if (width > widestGap) widestGap = width
          if (seen > 0) innerGaps++
          else splitRuns++
        }
        if (asLeet) {
          leet++
          if (isInnerSign(unit) && !isBetweenLetters(normal, at)) return undefined
        }
        seen++
        width = 0
        bits = 0
        equal = 0
        before = -1
        continue
      }
      const k = kind[unit]!
      if (k === KIND.letter || k === KIND.syllable || (next !== 0 && isLeetFor(unit, next))) break
      // The gap before the next run's first letter is seen from there.
      if (seen > 0 && !continuesRun(normal, at, end, letter)) break
      width++
      bits |= gapBit(unit, syllables)
      // One digit disguises (시1발), more count something (요 90년).
      if (k === KIND.digit && width > 1) bits |= GAP.sentence
      equal = unit === before ? equal + 1 : 1
      before = unit
    }
    if (seen === 0 || !fitsRun(seen, wanted, letter, form.length, syllables)) {
      // fucck: a consonant doubled, which only a whole word is believed to be.
      if (seen !== 2 || wanted !== 1 || syllables || form.length < 4 || !(flags & TERM_FLAG.alike))
        return undefined
      doubled++
    }
    if (innerGaps > 0 && seen === wanted && innerGaps !== seen - 1) return undefined
    if (innerGaps === 0 && seen === wanted && wanted > 1 && !syllables) unsplit = true
    if (seen !== wanted) {
      stretched = true
      if (runs > 0 && t < form.length) stretchedWithin = true
    }
    real += seen
    runs++
  }
  if (at !== end) return undefined

  // 2. Judge the disguise.
  if (doubled > 0 && (doubled > 1 || !isWholeWord(normal, start, end))) return undefined
  if (gaps === 0 && leet === 0) {
    if (!stretched) return undefined
    // The plain form holds the term already when only its ends are drawn out.
    if (!(flags & TERM_FLAG.word)) return stretchedWithin ? 'repeated' : undefined
  }
  if (leet > 0) {
    if (form.length < 3 || leet === real) return undefined
    if (leet > (real + 1) / 2 + (real > 3 ? 0 : 1) && (form.length < 4 || !standsAlone(normal, start, end)))
      return undefined
    if (kindAt(normal, start - 1) === KIND.digit || kindAt(normal, end) === KIND.digit) return undefined
  }
  const found: Disguise = gaps > 0 ? 'apart' : leet > 0 ? 'leetspeak' : 'repeated'
  if (gaps === 0) return !(flags & TERM_FLAG.word) || isWholeWord(normal, start, end) ? found : undefined
  const oneByOne = splitRuns === runs - 1 && !unsplit
  const allowed = syllables
    ? allowsSyllableGaps(normal, start, end, form.length, flags, gapBits, gaps, oneByOne)
    : allowsLetterGaps(normal, start, end, form.length, flags, gapBits, widestGap, oneByOne)
  return allowed ? found : undefined
}

/** Whether letters, digits or signs for letters stand at both sides of a sign that may end a sentence; `+` may end a word. */
function isBetweenLetters(normal: Normal, at: number): boolean {
  const { units, length } = normal
  const before = at > 0 && (isWordUnit(normal, at - 1) || leetLetter(units[at - 1]!) !== 0)
  const after = at + 1 < length && (isWordUnit(normal, at + 1) || leetLetter(units[at + 1]!) !== 0)
  const unit = units[at]!
  if (unit === 0x2b || unit === 0x7c) return before || after
  return after && (before || unit === 0x21)
}

/** Whether after the gap at `at` the same letter comes again. */
function continuesRun(normal: Normal, at: number, end: number, letter: number): boolean {
  const { units } = normal
  for (let i = at, width = 0; i < end && width <= LONGEST_GAP; i++, width++) {
    const unit = units[i]!
    if (unit === letter || isLeetFor(unit, letter)) return true
    const k = kind[unit]!
    if (k === KIND.letter || k === KIND.syllable) return false
  }
  return false
}

/** Whether a letter seen so often may be the letter wanted so often: never fewer, and more only when drawn out. */
function fitsRun(seen: number, wanted: number, letter: number, length: number, syllables: boolean): boolean {
  if (seen === wanted) return true
  if (seen < wanted) return false
  if (seen > 2) return true
  // English doubles e and o and most consonants (rapper, loose), hardly ever a, i and u.
  return syllables ? length > 2 : length > 3 && (letter === 0x61 || letter === 0x69 || letter === 0x75)
}

/** Letters of an alphabet: each apart (f.u.c.k), or split by a sign that joins (fu-ck), alone among spaces. */
function allowsLetterGaps(
  normal: Normal,
  start: number,
  end: number,
  length: number,
  flags: number,
  gapBits: number,
  widestGap: number,
  oneByOne: boolean,
): boolean {
  if (length < 3 || !standsAlone(normal, start, end)) return false
  if (!oneByOne) {
    if (length < 4 || widestGap > 1) return false
    return gapBits === GAP.sign || (normal.units[start - 1] !== APOSTROPHE && hasOddPiece(normal, start, end))
  }
  // A word spelt out has its boundaries where the spelling ends: the w of `w a s s u p` is within it. Where all of a
  // sentence is spelt out, nothing tells its words apart.
  if (!(flags & TERM_FLAG.word)) return true
  if (length > 3 && flags & TERM_FLAG.alike) return true
  return !(isSpelling(normal, start, -1) || isSpelling(normal, end - 1, 1))
}

/** Whether next to the stretch, over a gap, another single letter stands. */
function isSpelling(normal: Normal, edge: number, step: number): boolean {
  for (let width = 1; width <= LONGEST_GAP; width++) {
    const at = edge + step * (width + 1)
    if (kindAt(normal, at) !== KIND.letter) continue
    return !isWordUnit(normal, at + step) && !ONE_LETTER_WORDS.has(normal.units[at]!)
  }
  return false
}

/**
 * Syllables: apart by digits or signs anywhere (시1발); by stops (시.발) or, where the bank allows it, by spaces
 * (시 발) only one by one and alone, since `다시 발표` is innocent. A stop may be followed by a particle from
 * three syllables on.
 */
function allowsSyllableGaps(
  normal: Normal,
  start: number,
  end: number,
  length: number,
  flags: number,
  gapBits: number,
  gaps: number,
  oneByOne: boolean,
): boolean {
  if (flags & TERM_FLAG.word && !isWholeWord(normal, start, end)) return false
  if (gapBits === GAP.sign) return true
  if (isWordUnit(normal, start - 1)) return false
  // `개 새끼`: of three syllables one gap may be left out where the term is looked for at any price.
  if (!oneByOne)
    return (
      length > 2 &&
      gaps === 1 &&
      endsWord(normal, end) &&
      (flags & TERM_FLAG.alike) !== 0 &&
      (flags & TERM_FLAG.spaced) !== 0
    )
  if (gapBits & GAP.space) return (flags & TERM_FLAG.spaced) !== 0 && !isWordUnit(normal, end)
  return length > 2 || !isWordUnit(normal, end)
}
