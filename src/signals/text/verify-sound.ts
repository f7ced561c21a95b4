import { endsWord, isWholeWord, isWordUnit, standsAlone } from './boundaries.ts'
import type { Disguise } from './disguise.ts'
import { GAP } from './gap.ts'
import { LEADS, leadIndex, leadOfTail, SILENT, TAILS, VOWELS } from './hangul.ts'
import type { Normal } from './normal.ts'
import { isDrawnAlike, isHung, leadGroup, tailGroup, vowelGroup } from './sound-classes.ts'
import { MARK, type SoundView, UNSOUNDED } from './sound-view.ts'
import { TERM_FLAG } from './term-flag.ts'

/**
 * How far apart the sound of a text may be from a term's, by the term's syllables. A change costs 2; ㅐ for ㅔ, a
 * consonant hardened (씨빨) and a final said with the next syllable (십알) 1.
 */
const BUDGET = [0, 2, 3, 4, 6] as const
const S = leadGroup[LEADS.indexOf('ㅅ')]!
const TENSE = [...'ㄲㄸㅃㅆㅉ'].map((lead) => LEADS.indexOf(lead))
const RARE_VOWELS = [...'ㅑㅛㅠㅟㅢㅐㅔㅒㅖㅙㅚㅞ'].map((vowel) => VOWELS.indexOf(vowel))
const I = VOWELS.indexOf('ㅣ')
const NEAR_I = [VOWELS.indexOf('ㅠ'), VOWELS.indexOf('ㅡ')]
const EO_GROUP = vowelGroup[VOWELS.indexOf('ㅓ')]!
const U_GROUP = vowelGroup[VOWELS.indexOf('ㅜ')]!

/** What may stand before a disguised word of two syllables within the same word: `이씨빨`, `개찌랄`. */
const BEFORE_SHORT = new Set(
  '이 야 아 개 좆 에이 야이 아이 아오 아니 존나 졸라 미친 이런 저런 씨 시 ㅅㅂ ㅈㄴ 진짜 와 아놔 어우'.split(
    ' ',
  ),
)

/**
 * Which disguise the units [from, to) of a sound view are of a term, heard as `term`; undefined: they are none. The
 * plain stretch is [start, end).
 */
export function soundDisguise(
  view: SoundView,
  from: number,
  to: number,
  term: Int16Array,
  normal: Normal,
  start: number,
  end: number,
  flags: number,
): Disguise | undefined {
  let cost = 0
  let lone = 0
  let marks = 0
  let hung = 0
  let gaps = 0
  let gapBits = 0
  let at = from
  for (let k = 0; k < term.length; k++) {
    if (at >= to) return undefined
    const wanted = term[k]!
    const heard = view.syllables[at]!
    marks |= view.marks[at]!
    if (at > from && view.gaps[at]! !== 0) {
      gaps++
      gapBits |= view.gaps[at]!
    }
    if (wanted === UNSOUNDED || heard === UNSOUNDED) {
      if (wanted !== heard) return undefined
      at++
      continue
    }
    if (wanted < 0) {
      if (heard !== wanted) return undefined
      at++
      continue
    }
    const open = (wanted / 28) | 0
    const lead = (open / 21) | 0
    if (heard < 0) {
      if (leadGroup[-1 - heard] !== leadGroup[lead]) return undefined
      if (-1 - heard !== lead) cost += 2
      lone++
      at++
      continue
    }
    // 1. The lead and the vowel.
    const heardOpen = (heard / 28) | 0
    const heardLead = (heardOpen / 21) | 0
    const tailBefore = at > from && view.syllables[at - 1]! >= 0 ? view.syllables[at - 1]! % 28 : 0
    if (isDrawnAlike(heardOpen, open)) cost += 2
    else {
      if (heardLead !== lead) {
        if (leadGroup[heardLead] === leadGroup[lead]) cost += isTense(heardLead) ? 1 : 2
        else if (heardLead === SILENT && k > 0 && isTakenOver(tailBefore, lead)) cost += 1
        else if (!(lead === SILENT && k > 0 && isTakenOver(term[k - 1]! % 28, heardLead))) return undefined
      }
      const vowel = open % 21
      const heardVowel = heardOpen % 21
      if (vowel !== heardVowel) {
        if (vowelGroup[vowel] === vowelGroup[heardVowel])
          cost += isRareVowel(heardVowel) && heardLead !== SILENT ? 1 : 2
        else if (leadGroup[lead] === S && nearI(vowel, heardVowel)) cost += 2
        else if (
          view.marks[at]! & MARK.mixed &&
          vowelGroup[vowel] === EO_GROUP &&
          vowelGroup[heardVowel] === U_GROUP
        )
          cost += 0
        else return undefined
      }
    }
    // 2. The tail.
    const tail = wanted % 28
    const heardTail = heard % 28
    at++
    if (tail === heardTail) continue
    if (tail === 0) {
      const taken =
        at < to &&
        k + 1 < term.length &&
        term[k + 1]! >= 0 &&
        isTakenOver(heardTail, (term[k + 1]! / 588) | 0)
      const silent = at < to && view.syllables[at]! >= 0 && ((view.syllables[at]! / 588) | 0) === SILENT
      if (taken && silent) continue
      if (!isHung[heardTail]) return undefined
      hung++
      cost += 2
      continue
    }
    if (heardTail !== 0) {
      if (tailGroup[tail] !== tailGroup[heardTail]) return undefined
      cost += 2
      continue
    }
    // A final apart (시바ㄹ), or said with the next syllable (머거 for 먹어).
    const next = at < to ? view.syllables[at]! : UNSOUNDED
    if (next < 0 && -1 - next === leadIndex(TAILS.charCodeAt(tail - 1))) {
      if (view.gaps[at]! !== 0) return undefined
      marks |= MARK.split
      at++
    } else if (
      !(
        next >= 0 &&
        next !== UNSOUNDED &&
        term[k + 1]! >= 0 &&
        ((term[k + 1]! / 588) | 0) === SILENT &&
        isTakenOver(tail, (next / 588) | 0)
      )
    ) {
      return undefined
    }
  }
  if (at !== to) return undefined
  const changed = cost > 0 || lone > 0
  if (!changed && marks === 0 && gaps === 0) return 'kana'
  // A syllable alone may only be said harder or softer (쫒), and has to be a word of its own.
  if (term.length === 1 && (hung > 0 || lone > 0 || marks !== 0 || !standsAlone(normal, start, end)))
    return undefined
  if (term.length === 1 && view.syllables[from]! % 588 !== term[0]! % 588) return undefined
  if (cost > (BUDGET[term.length] ?? 6 + (term.length - 4))) return undefined
  return isAllowed(normal, start, end, term.length, flags, gaps, gapBits, cost, lone)
    ? disguiseOf(cost, lone, marks, hung, gaps)
    : undefined
}

/** Players harden consonants more than they soften them, and few innocent words come of it. */
function isTense(lead: number): boolean {
  return TENSE.includes(lead)
}

/** Vowels that innocent words have less often than those they are put for; ㅐ and ㅔ are hardly told apart. */
function isRareVowel(vowel: number): boolean {
  return RARE_VOWELS.includes(vowel)
}

function nearI(one: number, other: number): boolean {
  return (one === I && NEAR_I.includes(other)) || (other === I && NEAR_I.includes(one))
}

/** Whether a tail becomes the lead of a silent syllable after it. */
function isTakenOver(tail: number, lead: number): boolean {
  const becomes = leadOfTail[tail]!
  return becomes >= 0 && leadGroup[becomes] === leadGroup[lead]
}

/** Whether the place is one where the disguise is to be believed. */
function isAllowed(
  normal: Normal,
  start: number,
  end: number,
  length: number,
  flags: number,
  gaps: number,
  gapBits: number,
  cost: number,
  lone: number,
): boolean {
  if (flags & TERM_FLAG.word && !isWholeWord(normal, start, end)) return false
  if (gaps > 0) {
    if (isWordUnit(normal, start - 1) && gapBits !== GAP.sign) return false
    if (gapBits & GAP.space && !(flags & TERM_FLAG.spaced)) return false
    // `개 새끼`: of three syllables or more one may stand apart.
    if (length > 2 && gaps === 1 && cost === 0 && lone === 0 && endsWord(normal, end)) return true
    // `다시 팔아`: with a space and another sound too little is left.
    if (gapBits & GAP.space && (cost > 0 || isWordUnit(normal, end))) return false
  }
  // Short words with another sound, or a consonant for a syllable, are too often part of others.
  if (length < 4 && (cost > 0 || lone > 0) && !beginsWord(normal, start)) return false
  if (lone > 0 && (cost > 0 || isJamo(normal, end))) return false
  return true
}

function isJamo(normal: Normal, at: number): boolean {
  const unit = at < normal.length ? normal.units[at]! : 0
  // Laughter and tears follow any word.
  return unit >= 0x3131 && unit <= 0x314e && unit !== 0x314b && unit !== 0x314e
}

/** Whether a stretch begins its word, or comes after an interjection. */
function beginsWord(normal: Normal, start: number): boolean {
  let from = start
  while (from > 0 && start - from <= 3 && isWordUnit(normal, from - 1)) from--
  if (from === start) return true
  if (start - from > 3) return false
  let before = ''
  for (let i = from; i < start; i++) before += String.fromCharCode(normal.units[i]!)
  return BEFORE_SHORT.has(before)
}

function disguiseOf(cost: number, lone: number, marks: number, hung: number, gaps: number): Disguise {
  if (lone > 0) return 'abbreviated'
  if (marks & MARK.mixed) return 'mixed'
  if (cost > hung * 2) return 'look-alike'
  if (hung > 0) return 'final-added'
  if (marks & MARK.stretched) return 'stretched'
  if (marks & MARK.kana) return 'kana'
  if (marks & MARK.split) return 'split'
  return gaps > 0 ? 'apart' : 'look-alike'
}
