import { buildSound } from './build-sound.ts'
import { LEADS, leadIndex, leadOfTail, SILENT, TAILS } from './hangul.ts'
import { jamoOfKeys } from './keystrokes.ts'
import { normalise } from './normalise.ts'
import { loneCode, soundOf } from './sound-classes.ts'
import { emptySoundView, type SoundView, UNSOUNDED } from './sound-view.ts'

/** Terms of so many syllables at most are also looked for with single syllables abbreviated or split. */
const LONGEST_VARIED = 6
const view = emptySoundView()

const SOUNDS = /^[\u3131-\u3163\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+$/
/** Shorter words on the Korean keyboard layout are too often part of others. */
const SHORTEST_TYPED = 4

/**
 * The units of a term as it sounds, or, when it is Latin, as it comes out on the Korean keyboard layout (fuck → 려차);
 * undefined: it has other units. Good until the next call.
 */
export function soundForm(form: string): SoundView | undefined {
  const typed = isLatin(form) ? (form.length >= SHORTEST_TYPED ? jamoOfKeys(form) : undefined) : form
  if (typed === undefined || !SOUNDS.test(typed)) return undefined
  buildSound(view, normalise(typed))
  if (
    view.length === 0 ||
    (view.length === 1 && (view.syllables[0]! < 0 || view.syllables[0]! === UNSOUNDED))
  )
    return undefined
  for (let i = 0; i < view.length; i++) if (view.codes[i] === 0 || view.gaps[i] !== 0) return undefined
  return view
}

/** Whether a form is Latin letters. */
export function isLatin(form: string): boolean {
  return /^[a-z]+$/.test(form)
}

/**
 * The keys by which a plain form is looked for in the sound view: as it is, backwards from three syllables on, with
 * one syllable as its consonant (시ㅂ), all but one (개ㅅㄲ), with a final apart (시바ㄹ), or with a final said with the next syllable (십알). Empty: it has no sound.
 */
export function soundKeys(form: string): string[] {
  const heard = soundForm(form)
  if (!heard) return []
  const n = heard.length
  const codes = [...heard.codes.subarray(0, n)]
  const keys = new Set([textOf(codes)])
  const syllables = [...heard.syllables.subarray(0, n)]
  if (isLatin(form) || n === 1) return isLatin(form) && n === 1 ? [] : [...keys]
  if (n > 2) keys.add(textOf(codes.toReversed()))
  if (n > LONGEST_VARIED || syllables.some((syllable) => syllable === UNSOUNDED || syllable < 0))
    return [...keys]
  const lone = syllables.map((syllable) => loneCode(Math.floor(syllable / 588)))
  for (let i = 0; i < n; i++) {
    keys.add(textOf(codes.with(i, lone[i]!)))
    keys.add(textOf(lone.with(i, codes[i]!)))
    const tail = syllables[i]! % 28
    const lead = tail > 0 ? leadIndex(TAILS.charCodeAt(tail - 1)) : -1
    if (lead >= 0) keys.add(textOf(codes.toSpliced(i + 1, 0, loneCode(lead))))
    if (i > 0) {
      const said = saidAfter(syllables[i - 1]!, syllables[i]!)
      if (said >= 0) keys.add(textOf(codes.with(i, soundOf[said]!)))
    }
  }
  return [...keys]
}

/**
 * How a syllable may be written after another, as lead * 21 + vowel: its lead as the final of that (시발, 십알), or that
 * one's final as its lead (먹어, 머거); -1: only as it is.
 */
function saidAfter(before: number, syllable: number): number {
  const lead = Math.floor(syllable / 588)
  const vowel = Math.floor(syllable / 28) % 21
  if (lead !== SILENT) return before % 28 === 0 && TAILS.includes(LEADS[lead]!) ? SILENT * 21 + vowel : -1
  const taken = leadOfTail[before % 28]!
  return taken >= 0 ? taken * 21 + vowel : -1
}

function textOf(codes: readonly number[]): string {
  return String.fromCharCode(...codes)
}
