import { runAutomaton } from './automaton.ts'
import { isWholeWord } from './boundaries.ts'
import { buildSound, hasSound } from './build-sound.ts'
import type { Disguise } from './disguise.ts'
import { isKana } from './fold-kana.ts'
import { jamoOfKeys } from './keystrokes.ts'
import { findMasked, hasMask, maskIndex } from './masks.ts'
import { mirrored, needsMirror } from './mirror.ts'
import { type Normal, plainText } from './normal.ts'
import { normalise } from './normalise.ts'
import { buildPieces, emptySqueezed } from './pieces.ts'
import { soundForm } from './sound-keys.ts'
import { emptySoundView } from './sound-view.ts'
import { TERM_FLAG } from './term-flag.ts'
import type { KeyedAutomaton, TermTables } from './term-tables.ts'
import { soundDisguise } from './verify-sound.ts'
import { squeezedDisguise } from './verify-squeezed.ts'
import { wordDisguise } from './verify-words.ts'
import { wordKeys } from './word-keys.ts'
import { buildWords, emptyWordView, WORD_MARK, wordStarts } from './word-view.ts'

/** Past so many finds in one text the rest is not looked at: time stays linear. */
const MANY_FINDS = 100_000
const LONG = 65_536

type Found = (pattern: number, start: number, end: number, disguise: Disguise) => void

/** Looks for the terms that reach the level `alike`; undefined when none does. Each view is built where it may help. */
export function alikeScan(
  tables: TermTables,
): ((normal: Normal, ends: { ends: Int32Array }, found: Found) => void) | undefined {
  const { flags, forms } = tables.patterns
  if (!flags.some((flag) => flag & TERM_FLAG.alike && !(flag & TERM_FLAG.exception))) return undefined
  const masks = maskIndex(forms, flags)
  const heard = new Array<Int16Array | undefined>(forms.length).fill(undefined)
  const typedForms = new Map<string, string>()
  const starts = wordStarts(
    forms.flatMap((form, pattern) => (flags[pattern]! & TERM_FLAG.alike ? wordKeys(form) : [])),
  )
  let sounds = emptySoundView()
  let words = emptyWordView()
  let pieces = emptySqueezed()

  return (normal, ends, found) => {
    if (hasSound(normal)) scanSound(normal, ends, found)
    scanWords(normal, ends, found)
    scanPieces(normal, ends, found)
    if (hasMask(normal))
      findMasked(masks, forms, normal, (pattern, start, end) => found(pattern, start, end, 'mask'))
    if (needsMirror(normal)) scanMirrored(normal, ends, found)
    if (normal.length > LONG) {
      sounds = emptySoundView()
      words = emptyWordView()
      pieces = emptySqueezed()
    }
  }

  function scanSound(normal: Normal, ends: { ends: Int32Array }, found: Found): void {
    buildSound(sounds, normal)
    each(tables.sound, sounds.codes, sounds.length, ends, (pattern, from, to) => {
      const start = sounds.firsts[from]!
      const end = sounds.lasts[to - 1]! + 1
      const form = forms[pattern]!
      if (form.charCodeAt(0) < 0x80) {
        if (isTyped(normal, start, end, form) && isWholeWord(normal, start, end))
          found(pattern, start, end, 'keyboard-layout')
        return
      }
      const term = heardOf(pattern)
      const disguise = soundDisguise(sounds, from, to, term, normal, start, end, flags[pattern]!)
      // As the bank writes it: the plain form has found it.
      if (disguise === 'kana' && isPlain(normal, start, end, form)) return
      if (disguise === 'kana' && !isKana(normal.units[start]!)) found(pattern, start, end, 'split')
      else if (disguise) found(pattern, start, end, disguise)
      else if (term.length > 2 && isSame(from, to, term.toReversed())) found(pattern, start, end, 'backwards')
    })
  }

  function isSame(from: number, to: number, term: Int16Array): boolean {
    if (to - from !== term.length) return false
    for (let i = 0; i < term.length; i++)
      if (sounds.syllables[from + i] !== term[i] || (i > 0 && sounds.gaps[from + i] !== 0)) return false
    return true
  }

  /** Whether the plain stretch is just what the keys of a Latin form give on the Korean layout. */
  function isTyped(normal: Normal, start: number, end: number, form: string): boolean {
    let typed = typedForms.get(form)
    if (typed === undefined) {
      typed = plainText(normalise(jamoOfKeys(form) ?? ''))
      typedForms.set(form, typed)
    }
    return isPlain(normal, start, end, typed)
  }

  /** The syllables of a term, found out when a text first sounds like it. */
  function heardOf(pattern: number): Int16Array {
    let term = heard[pattern]
    if (!term) {
      const view = soundForm(forms[pattern]!)
      term = view ? view.syllables.slice(0, view.length) : new Int16Array(0)
      heard[pattern] = term
    }
    return term
  }

  function scanWords(normal: Normal, ends: { ends: Int32Array }, found: Found): void {
    buildWords(words, normal, starts)
    if (words.length === 0) return
    each(tables.words, words.units, words.length, ends, (pattern, from, to) => {
      const disguise = wordDisguise(words, from, to)
      if (!disguise) return
      let end = to - 1
      while (words.units[end] !== WORD_MARK.end) end++
      found(pattern, words.froms[from]!, words.froms[end]!, disguise)
    })
  }

  function scanPieces(normal: Normal, ends: { ends: Int32Array }, found: Found): void {
    buildPieces(pieces, normal)
    if (pieces.squeezedLength < 2) return
    each(tables.squeezed, pieces.squeezed, pieces.squeezedLength, ends, (pattern, from, to) => {
      if (!(flags[pattern]! & (TERM_FLAG.alike | TERM_FLAG.exception))) return
      // A run of a letter may reach over into the words at both sides (`a[ss s]top`): then without those.
      const starts = [pieces.firsts[from]!, lastPartOf(normal, pieces.firsts[from]!, pieces.lasts[from]!)]
      const ends = [pieces.lasts[to - 1]!, firstPartOf(normal, pieces.firsts[to - 1]!, pieces.lasts[to - 1]!)]
      for (let i = 0; i < 4; i++) {
        const start = starts[i & 1]!
        const end = ends[i >> 1]! + 1
        if ((i & 1 && start === starts[0]) || (i > 1 && end === ends[0]! + 1)) continue
        const disguise = squeezedDisguise(normal, start, end, forms[pattern]!, flags[pattern]!)
        if (disguise) return found(pattern, start, end, disguise)
      }
    })
  }

  function scanMirrored(normal: Normal, ends: { ends: Int32Array }, found: Found): void {
    for (const back of mirrored(normal)) {
      each(tables.plain, back.normal.units, back.normal.length, ends, (pattern, from, to) => {
        if (!(flags[pattern]! & TERM_FLAG.alike)) return
        if (flags[pattern]! & TERM_FLAG.word && !isWholeWord(back.normal, from, to)) return
        const [start, end] = back.reversed ? [normal.length - to, normal.length - from] : [from, to]
        found(pattern, start, end, back.turned ? 'upside-down' : 'backwards')
      })
    }
  }

  function each(
    { automaton, lengths, offsets, patterns }: KeyedAutomaton,
    units: Uint16Array,
    length: number,
    ends: { ends: Int32Array },
    look: (pattern: number, from: number, to: number) => void,
  ): void {
    const count = runAutomaton(automaton, units, length, ends)
    let looked = 0
    for (let i = 0; i < count; i += 2) {
      const to = ends.ends[i + 1]!
      for (let key = ends.ends[i]!; key >= 0; key = automaton.shorter[key]!) {
        for (let p = offsets[key]!; p < offsets[key + 1]!; p++) look(patterns[p]!, to - lengths[key]!, to)
        if (++looked > MANY_FINDS) return
      }
    }
  }
}

/** Whether the plain stretch is a form, unit for unit. */
function isPlain({ units }: Normal, start: number, end: number, form: string): boolean {
  if (form.length !== end - start) return false
  for (let i = start; i < end; i++) if (units[i] !== form.charCodeAt(i - start)) return false
  return true
}

/** Of a run [first, last] of a letter, where its last part without a gap begins. */
function lastPartOf({ units }: Normal, first: number, last: number): number {
  let at = last
  while (at > first && units[at - 1] === units[last]) at--
  return at
}

/** Of a run [first, last] of a letter, where its first part without a gap ends. */
function firstPartOf({ units }: Normal, first: number, last: number): number {
  let at = first
  while (at < last && units[at + 1] === units[first]) at++
  return at
}
