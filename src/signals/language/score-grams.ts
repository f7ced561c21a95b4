import { findGram, gramTable } from './gram-table.ts'
import { SCRIPTS, scriptOf } from './scripts.ts'
import { TABLE_LANGUAGES } from './table-data.ts'

/** Longer texts tell no more. */
const MOST_UNITS = 300
const MOST_WORD_BYTES = 70
const MOST_GRAMS = 128
/** What the package takes off every score to save room (ELD: baseNgramScore). */
const BASE = 53
const LATIN = SCRIPTS.indexOf('latn')
const APOSTROPHE = 0x27

const word = new Uint8Array(MOST_WORD_BYTES + 4)
const seenKeys = new Uint32Array(MOST_GRAMS)
const seenPlaces = new Uint8Array(MOST_GRAMS)
const totals = new Float64Array(TABLE_LANGUAGES.length)

export interface GramScores {
  /** By number in `TABLE_LANGUAGES`: the mean score of an n-gram. Good until the next text. */
  readonly means: Float64Array
  readonly grams: number
  /** Letters that were looked at. */
  readonly letters: number
}

/**
 * Scores a text for each language of the table: n-grams of four bytes of UTF-8 at steps of three within each word, and
 * its last four, each once. Words that only repeat a syllable (`hahaha`, `kkkk`) are of no language and passed over.
 * Source: the algorithm of ELD, Efficient Language Detector, 2.1 (N. Tierney Moreno).
 */
export function scoreGrams(text: string): GramScores {
  const table = gramTable()
  const { scores } = table
  totals.fill(0)
  let grams = 0
  let letters = 0
  const add = (from: number, to: number, starts: boolean, ends: boolean): void => {
    let key = 0
    for (let i = from; i < to; i++) key = ((key << 8) | word[i]!) >>> 0
    const place = (starts ? 1 : 0) | (ends ? 2 : 0)
    for (let i = 0; i < grams; i++) if (seenKeys[i] === key && seenPlaces[i] === place) return
    if (grams === MOST_GRAMS) return
    seenKeys[grams] = key
    seenPlaces[grams++] = place
    let at = findGram(table, key, place)
    if (at === 0) return
    for (let pairs = scores[at++]!; pairs > 0; pairs--, at += 2)
      totals[scores[at]!] = totals[scores[at]!]! + scores[at + 1]! + BASE
  }
  const lower = text.length > MOST_UNITS ? text.slice(0, MOST_UNITS).toLowerCase() : text.toLowerCase()
  for (let at = 0; at < lower.length; ) {
    // 1. One word, as bytes. An apostrophe within belongs to it.
    if (scriptOf(lower.charCodeAt(at)) === 0) {
      at++
      continue
    }
    let bytes = 0
    const begin = at
    for (; at < lower.length; at++) {
      const unit = lower.charCodeAt(at)
      const inner =
        (unit === APOSTROPHE || unit === 0x2019) &&
        at + 1 < lower.length &&
        scriptOf(lower.charCodeAt(at + 1)) !== 0
      if (!inner && scriptOf(unit) === 0) break
      if (bytes >= MOST_WORD_BYTES) continue
      if (unit < 0x80) word[bytes++] = unit
      else if (unit < 0x800) {
        word[bytes++] = 0xc0 | (unit >> 6)
        word[bytes++] = 0x80 | (unit & 0x3f)
      } else {
        word[bytes++] = 0xe0 | (unit >> 12)
        word[bytes++] = 0x80 | ((unit >> 6) & 0x3f)
        word[bytes++] = 0x80 | (unit & 0x3f)
      }
    }
    if (isNoWord(lower, begin, at)) continue
    letters += at - begin
    // 2. Its n-grams.
    let from = 0
    for (; from + 4 < bytes; from += 3) add(from, from + 4, from === 0, false)
    add(Math.max(0, bytes - 4), bytes, from === 0, true)
  }
  for (let i = 0; i < totals.length; i++) totals[i] = grams === 0 ? 0 : totals[i]! / grams
  return { means: totals, grams, letters }
}

const VOWEL = /[aeiouyàâáãäåæèéêëěìíîïıòóôõöøœùúûüůýăąęőűạ-ỹ]/

/** Whether a word is of no language: laughing, keys hit, letters of a code such as `1v1`, Latin without a vowel. */
function isNoWord(text: string, from: number, to: number): boolean {
  if (isRepeat(text, from, to)) return true
  if (scriptOf(text.charCodeAt(from)) !== LATIN) return false
  if (isDigit(text, from - 1) || isDigit(text, to)) return true
  return to - from > 1 && to - from < 20 && !VOWEL.test(text.slice(from, to))
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0x30 && unit <= 0x39
}

/** Whether a word says one to three letters three times and more: laughing, drawn out, keys hit. */
function isRepeat(text: string, from: number, to: number): boolean {
  if (to - from < 4) return false
  for (let step = 1; step <= 3 && step * 3 <= to - from + 1; step++) {
    let at = from + step
    while (at < to && text.charCodeAt(at) === text.charCodeAt(at - step)) at++
    if (at === to) return true
  }
  return false
}
