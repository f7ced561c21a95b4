import { buildSound } from './build-sound.ts'
import { leadIndex, TAILS } from './hangul.ts'
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
  if (view.length < 2) return undefined
  for (let i = 0; i < view.length; i++) if (view.codes[i] === 0 || view.gaps[i] !== 0) return undefined
  return view
}

/** Whether a form is Latin letters. */
export function isLatin(form: string): boolean {
  return /^[a-z]+$/.test(form)
}

/**
 * The keys by which a plain form is looked for in the sound view: as it is, backwards from three syllables on, with
 * one syllable as its consonant (시ㅂ), all but one (개ㅅㄲ), or with a final apart (시바ㄹ). Empty: it has no sound, or
 * is one syllable.
 */
export function soundKeys(form: string): string[] {
  const heard = soundForm(form)
  if (!heard) return []
  const n = heard.length
  const codes = [...heard.codes.subarray(0, n)]
  const keys = new Set([textOf(codes)])
  const syllables = [...heard.syllables.subarray(0, n)]
  if (isLatin(form)) return [...keys]
  if (n > 2) keys.add(textOf(codes.toReversed()))
  if (n > LONGEST_VARIED || syllables.some((syllable) => syllable === UNSOUNDED || syllable < 0))
    return [...keys]
  const lone = syllables.map((syllable) => loneCode(Math.floor(syllable / 588)))
  // After a consonant alone no final is taken over.
  const bare = syllables.map((syllable) => soundOf[Math.floor(syllable / 28)]!)
  for (let i = 0; i < n; i++) {
    keys.add(textOf(codes.map((code, k) => (k === i ? lone[k]! : k === i + 1 ? bare[k]! : code))))
    keys.add(textOf(lone.with(i, bare[i]!)))
    const tail = syllables[i]! % 28
    const lead = tail > 0 ? leadIndex(TAILS.charCodeAt(tail - 1)) : -1
    if (lead >= 0)
      keys.add(
        textOf([
          ...codes.slice(0, i + 1),
          loneCode(lead),
          ...bare.slice(i + 1, i + 2),
          ...codes.slice(i + 2),
        ]),
      )
  }
  return [...keys]
}

function textOf(codes: readonly number[]): string {
  return String.fromCharCode(...codes)
}
