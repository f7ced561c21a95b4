import { KIND, kind } from '../text/fold-table.ts'
import { leetLetter } from '../text/leet.ts'

/** Which units of a run of signs are letters: from the first up to the last. */
export type Run = readonly [first: number, last: number]

const NONE: Run = [0, 0]
const PLUS = 0x2b

/** Where the digits, signs and symbols end that begin at a place. */
export function endOfSigns(units: Uint16Array, from: number, length: number): number {
  let end = from
  while (end < length && isSign(units[end]!)) end++
  return end
}

/** Between letters: one or two different ones of what may stand for a letter, four in all. */
export function innerLetters(units: Uint16Array, from: number, end: number): Run {
  let different = 0
  for (let i = from; i < end; i++) {
    if (leetLetter(units[i]!) === 0 || units[i] === PLUS) return NONE
    if (i === from || units[i] !== units[i - 1]) different++
  }
  return different <= 2 && end - from <= 4 ? [from, end] : NONE
}

/** After `row` letters: one digit of those that most often stand for letters; or twice the same one after only two. */
export function endLetters(units: Uint16Array, from: number, end: number, row: number): Run {
  let last = from
  while (last < end && units[last] === units[from] && isLetterDigit(units[last]!)) last++
  for (let i = last; i < end; i++) if (kind[units[i]!] === KIND.digit) return NONE
  const digits = last - from
  return digits > 0 && digits <= 2 && row + digits > 3 ? [from, last] : NONE
}

/** Before letters: one such digit, once or twice, if the word has digits or signs within that are letters. */
export function startLetters(units: Uint16Array, from: number, end: number, length: number): Run {
  let first = end
  while (first > from && units[first - 1] === units[end - 1] && isLetterDigit(units[first - 1]!)) first--
  for (let i = from; i < first; i++) if (kind[units[i]!] === KIND.digit) return NONE
  if (first === end || end - first > 2) return NONE
  for (let at = end; at < length && isLetter(units[at]!); ) {
    while (at < length && isLetter(units[at]!)) at++
    const signs = at
    at = endOfSigns(units, at, length)
    if (at > signs && at < length && isLetter(units[at]!) && innerLetters(units, signs, at) !== NONE)
      return [first, end]
  }
  return NONE
}

function isLetter(unit: number): boolean {
  return kind[unit] === KIND.letter
}

/** Half of a Han character beyond the basic plane is none; the other characters there are symbols for the most part. */
function isSign(unit: number): boolean {
  const k = kind[unit]
  return (k === KIND.digit || k === KIND.other) && !isLargeHan(unit)
}

/** The first half of a Han character beyond the basic plane. */
export function isLargeHan(unit: number): boolean {
  return unit >= 0xd840 && unit <= 0xd8bf
}

/** 0 1 3 4 5 7. */
function isLetterDigit(unit: number): boolean {
  return unit === 0x30 || unit === 0x31 || (unit >= 0x33 && unit <= 0x35) || unit === 0x37
}
