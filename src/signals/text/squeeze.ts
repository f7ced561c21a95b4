import { KIND, kind } from './fold-table.ts'
import { leetLetter, squeezeLetter } from './leet.ts'
import type { Normal } from './normal.ts'

/**
 * Fills in the squeezed form from the plain one. A stretch is taken up when a word in it is odd (digits or signs
 * within, letters repeated) or when words of one letter follow one another; ordinary text leaves none.
 */
export function squeeze(normal: Normal): void {
  const { units, length } = normal
  normal.squeezedLength = 0
  let stretch = -1
  let strong = false
  let singles = 0
  for (let at = 0; at < length; ) {
    // 1. Look at one word.
    const word = at
    let letters = 0
    let alphabetic = false
    let last = 0
    let run = 0
    let signs = 0
    let odd = false
    let repeats = false
    for (; at < length; at++) {
      const unit = units[at]!
      const k = kind[unit]!
      if (k === KIND.letter || k === KIND.syllable) {
        if (k === KIND.letter) alphabetic = true
        if (signs > 0 && (letters > 0 || signs > 1)) odd = true
        signs = 0
        if (unit === last) {
          run++
          if (!repeats) repeats = isStretched(unit, run)
        } else {
          letters++
          last = unit
          run = 1
        }
      } else if (k === KIND.space) {
        break
      } else {
        // 1: a sign between letters matters; 2: one that can be a letter itself also does at either end.
        const sign = leetLetter(unit) !== 0 && unit !== 0x21 && (unit !== 0x2b || alphabetic) ? 2 : 1
        if (sign > signs) signs = sign
      }
    }
    if (signs > 1 && alphabetic) odd = true
    // 2. Join it to the stretch before it, or close that.
    const wordOdd = odd || (repeats && letters > 1)
    if (wordOdd || letters <= 1) {
      if (stretch < 0) {
        stretch = word
        strong = false
        singles = 0
      }
      if (wordOdd) strong = true
      if (letters === 1) singles++
    } else if (stretch >= 0) {
      if (strong || singles > 1) appendSqueezed(normal, units, stretch, word)
      stretch = -1
    }
    at++
  }
  if (stretch >= 0 && (strong || singles > 1)) appendSqueezed(normal, units, stretch, length)
}

/** Three of a letter in a row; two of those that English hardly doubles, or of a syllable. */
function isStretched(unit: number, run: number): boolean {
  if (run > 2) return true
  return run === 2 && (unit === 0x61 || unit === 0x69 || unit === 0x75 || (unit >= 0xac00 && unit <= 0xd7a3))
}

/** Where squeezed stretches are appended. */
export type Squeezed = Pick<Normal, 'squeezed' | 'squeezedLength' | 'firsts' | 'lasts'>

/** Appends the letters of a stretch of plain units, each run of a letter once. */
export function appendSqueezed(into: Squeezed, units: Uint16Array, from: number, to: number): void {
  let n = into.squeezedLength
  reserve(into, n + to - from + 1)
  const { squeezed, firsts, lasts } = into
  if (n > 0) squeezed[n++] = 0
  const begin = n
  let alphabetic = false
  for (let at = from; at < to; at++) {
    const unit = units[at]!
    const k = kind[unit]!
    let letter: number
    if (k === KIND.letter || k === KIND.syllable) {
      letter = squeezeLetter(unit)
      alphabetic = k === KIND.letter
    } else {
      letter = k === KIND.space ? 0 : leetLetter(unit)
      if (letter === 0 || !(alphabetic || isLetterSoon(units, at, to))) continue
    }
    if (n > begin && squeezed[n - 1] === letter) {
      lasts[n - 1] = at
      continue
    }
    squeezed[n] = letter
    firsts[n] = at
    lasts[n++] = at
  }
  into.squeezedLength = n
}

/** Whether an alphabet's letter stands within the next four units, before any space. */
function isLetterSoon(units: Uint16Array, at: number, to: number): boolean {
  for (let i = at + 1; i < to && i <= at + 4; i++) {
    const k = kind[units[i]!]!
    if (k === KIND.letter) return true
    if (k === KIND.space) return i === at + 1 && i + 1 < to && kind[units[i + 1]!] === KIND.letter
  }
  return false
}

/** Makes room for what the squeezed form may at most hold, keeping what it holds. */
function reserve(into: Squeezed, size: number): void {
  if (into.squeezed.length >= size) return
  const roomy = Math.max(256, size * 2)
  const squeezed = new Uint16Array(roomy)
  const firsts = new Int32Array(roomy)
  const lasts = new Int32Array(roomy)
  squeezed.set(into.squeezed)
  firsts.set(into.firsts)
  lasts.set(into.lasts)
  Object.assign(into, { squeezed, firsts, lasts })
}
