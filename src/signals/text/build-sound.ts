import { drawnLead, emojiSyllable, isDrawnVowel, latinSyllables } from './drawn-jamo.ts'
import { foldKana, isKana } from './fold-kana.ts'
import { KIND, kind } from './fold-table.ts'
import { GAP, gapBit, LONGEST_GAP } from './gap.ts'
import {
  FIRST_SYLLABLE,
  isSyllable,
  leadIndex,
  leadOfTail,
  SILENT,
  tailIndex,
  VOWELS,
  vowelIndex,
} from './hangul.ts'
import type { Normal } from './normal.ts'
import { loneCode, soundOf, vowelGroup } from './sound-classes.ts'
import { MARK, reserveSound, type SoundView, UNSOUNDED } from './sound-view.ts'

const EU = VOWELS.indexOf('ㅡ')
/** Two vowels that make one: ㅗ and ㅏ make ㅘ. */
const JOINED = new Map(
  ['ㅗㅏㅘ', 'ㅗㅐㅙ', 'ㅗㅣㅚ', 'ㅜㅓㅝ', 'ㅜㅔㅞ', 'ㅜㅣㅟ', 'ㅡㅣㅢ'].map(([a, b, both]) => [
    VOWELS.indexOf(a!) * 21 + VOWELS.indexOf(b!),
    VOWELS.indexOf(both!),
  ]),
)
const PAL = '팔'.charCodeAt(0) - FIRST_SYLLABLE

/** Whether a text has a syllable or kana at all, so that it is worth being listened to. */
export function hasSound({ units, length }: Normal): boolean {
  for (let i = 0; i < length; i++) if (units[i]! >= 0x3041 && units[i]! <= LAST_SOUND) return true
  return false
}
const LAST_SOUND = 0xd7a3

/**
 * Fills a view with how a text sounds: drawn-out vowels are drawn together, jamo are joined over gaps, Latin letters,
 * digits, signs and emoji that touch Hangul are read as Hangul. Linear in the length of the text.
 */
export function buildSound(view: SoundView, normal: Normal): void {
  const { units, length } = normal
  // A run of Latin letters may become half as many syllables more than it has letters, at most.
  reserveSound(view, length * 2 + 8)
  const { codes, syllables, firsts, lasts, gaps, marks } = view
  let n = 0
  let gap = 0
  let width = 0

  for (let i = 0; i < length; i++) {
    const unit = units[i]!
    if (isSyllable(unit)) {
      addSyllable(unit - FIRST_SYLLABLE, i, i, 0)
      continue
    }
    const k = kind[unit]!
    if (k === KIND.syllable) {
      const vowel = vowelIndex(unit)
      if (vowel >= 0) addVowel(vowel, i, MARK.split)
      else if (leadIndex(unit) >= 0) addConsonant(unit, i)
      else if (isKana(unit)) addKana(unit, i)
      else if (unit >= 0x3400) put(unit, UNSOUNDED, i, i, 0)
      else stop()
      continue
    }
    if (k === KIND.space || k === KIND.other) {
      if ((unit & 0xfc00) === 0xd800 && i + 1 < length) {
        const syllable = emojiSyllable(((unit - 0xd800) << 10) + units[i + 1]! - 0xdc00 + 0x10000)
        if (syllable >= 0) {
          addSyllable(syllable, i, i + 1, MARK.mixed)
          i++
          continue
        }
      }
      if (k === KIND.other && addDrawn(unit, i)) continue
      pass(unit)
      continue
    }
    // Letters and digits count only where they touch Hangul.
    let end = i + 1
    while (end < length && (kind[units[end]!] === KIND.letter || kind[units[end]!] === KIND.digit)) end++
    if (!touches(i, end)) stop()
    else if (!(end === i + 1 && addDrawn(unit, i)) && !addLatin(i, end)) {
      if (end === i + 1 && k === KIND.digit) pass(unit)
      else stop()
    }
    i = end - 1
  }
  view.length = n

  function put(code: number, syllable: number, first: number, last: number, mark: number): void {
    codes[n] = code
    syllables[n] = syllable
    firsts[n] = first
    lasts[n] = last
    gaps[n] = gap
    marks[n++] = mark
    gap = 0
    width = 0
  }

  function stop(): void {
    gap = 0
    width = 0
    if (n > 0 && codes[n - 1] !== 0) put(0, UNSOUNDED, 0, 0, 0)
  }

  function pass(unit: number): void {
    gap |= gapBit(unit, true)
    if (++width > LONGEST_GAP) stop()
  }

  /** The last unit as a syllable less U+AC00; -1: it is none. */
  function before(): number {
    return n > 0 && codes[n - 1] !== 0 && syllables[n - 1] !== UNSOUNDED ? syllables[n - 1]! : -1
  }

  function addSyllable(syllable: number, first: number, last: number, mark: number): void {
    const open = (syllable / 28) | 0
    const lead = (open / 21) | 0
    const near = width <= 1 && (gap & GAP.space) === 0
    // Jamo apart stay together over spaces.
    const spelt = n > 0 && (mark & marks[n - 1]! & MARK.split) !== 0
    if (lead === SILENT && (near || spelt)) {
      const there = before()
      if (there >= 0) {
        const tail = there % 28
        if (tail === 0) {
          if (vowelGroup[((there / 28) | 0) % 21] === vowelGroup[open % 21]) {
            syllables[n - 1] = there + (syllable % 28)
            lasts[n - 1] = last
            marks[n - 1]! |= MARK.stretched | mark
            gap = 0
            width = 0
            return
          }
        }
      }
    }
    put(soundOf[open]!, syllable, first, last, mark)
  }

  function addVowel(vowel: number, at: number, mark: number): void {
    if (n > 0 && syllables[n - 1]! < 0 && codes[n - 1] !== 0) {
      // A consonant alone waits for it.
      const open = (-1 - syllables[n - 1]!) * 21 + vowel
      n--
      gap = gaps[n]!
      width = gap === 0 ? 0 : 1
      addSyllable(open * 28, firsts[n]!, at, marks[n]! | mark)
      return
    }
    const there = before()
    if (there >= 0 && (gap & GAP.space) === 0) {
      const open = (there / 28) | 0
      const tail = there % 28
      const both = tail === 0 ? JOINED.get((open % 21) * 21 + vowel) : undefined
      if (tail === 0 && (both !== undefined || vowel === EU || vowelGroup[open % 21] === vowelGroup[vowel])) {
        const joined = both === undefined ? open : open - (open % 21) + both
        codes[n - 1] = soundOf[joined]!
        syllables[n - 1] = joined * 28
        lasts[n - 1] = at
        marks[n - 1]! |= both === undefined ? MARK.stretched : mark
        gap = 0
        width = 0
        return
      }
      if (width === 0 && leadOfTail[tail]! >= 0) {
        const next = leadOfTail[tail]! * 21 + vowel
        syllables[n - 1] = there - tail
        put(soundOf[next]!, next * 28, at, at, mark)
        return
      }
    }
    const open = SILENT * 21 + vowel
    put(soundOf[open]!, open * 28, at, at, mark)
  }

  function addConsonant(unit: number, at: number): void {
    const there = before()
    const tail = tailIndex(unit)
    if (there >= 0 && there % 28 === 0 && tail > 0 && (marks[n - 1]! & MARK.split) !== 0) {
      // It closes a syllable that was joined of jamo, unless a vowel takes it, or it begins a run such as ㅋㅋㅋ.
      let next = at + 1
      while (next < length && next - at <= LONGEST_GAP && isGap(units[next]!)) next++
      const follower = next < length ? units[next]! : 0
      // The second of two equal consonants may open the next syllable.
      let third = next + 1
      while (third < length && third - next <= LONGEST_GAP && isGap(units[third]!)) third++
      const opens = third < length && vowelIndex(units[third]!) >= 0
      if (vowelIndex(follower) < 0 && (follower !== unit || opens)) {
        syllables[n - 1] = there + tail
        lasts[n - 1] = at
        gap = 0
        width = 0
        return
      }
    }
    const lead = leadIndex(unit)
    put(loneCode(lead), -1 - lead, at, at, 0)
  }

  function addKana(unit: number, at: number): void {
    const folded = foldKana(unit)
    if (folded === 0) {
      if (n > 0 && codes[n - 1] !== 0) {
        lasts[n - 1] = at
        marks[n - 1]! |= MARK.kana
      }
      return
    }
    put(folded, UNSOUNDED, at, at, folded === unit ? 0 : MARK.kana)
  }

  /** One letter, digit or sign that is drawn for a jamo. */
  function addDrawn(unit: number, at: number): boolean {
    if (n > 0 && width === 0 && syllables[n - 1]! < 0 && codes[n - 1] !== 0 && isDrawnVowel(unit)) {
      addVowel(20, at, MARK.split | MARK.mixed)
      return true
    }
    const vowel = at + 1 < length ? vowelIndex(units[at + 1]!) : -1
    const lead = vowel >= 0 && vowel !== EU ? drawnLead(unit) : -1
    if (lead >= 0) {
      put(loneCode(lead), -1 - lead, at, at, MARK.mixed)
      return true
    }
    // 씨8: the digit is read aloud.
    const afterHangul = at > 0 && isSyllable(units[at - 1]!)
    if (unit === 0x38 && afterHangul && before() >= 0 && before() % 28 === 0) {
      put(soundOf[(PAL / 28) | 0]!, PAL, at, at, MARK.mixed)
      return true
    }
    return false
  }

  function addLatin(from: number, to: number): boolean {
    if (to - from > 8) return false
    const read = latinSyllables(String.fromCharCode(...units.subarray(from, to)))
    for (const syllable of read) addSyllable(syllable, from, to - 1, MARK.mixed)
    return read.length > 0
  }

  function touches(from: number, to: number): boolean {
    return (from > 0 && isHangul(units[from - 1]!)) || (to < length && isHangul(units[to]!))
  }

  function isGap(unit: number): boolean {
    return kind[unit] === KIND.space || kind[unit] === KIND.other
  }
}

function isHangul(unit: number): boolean {
  return isSyllable(unit) || (unit >= 0x3131 && unit <= 0x3163)
}
