/** A text as its syllables sound, a unit each, with the way back to the plain form. Only the first `length` count. */
export interface SoundView {
  length: number
  /** `soundOf` of a syllable, `loneCode` of a consonant alone, the folded unit of kana and Han; 0: a break. */
  codes: Uint16Array
  /** `(lead * 21 + vowel) * 28 + tail`; -1 - lead for a consonant alone; UNSOUNDED for kana and Han. */
  syllables: Int16Array
  /** The first and last plain unit of each. */
  firsts: Int32Array
  lasts: Int32Array
  /** What stands between the unit and the one before it: bits of GAP. */
  gaps: Uint8Array
  /** How the unit came about: bits of MARK. */
  marks: Uint8Array
}

export const MARK = {
  /** A vowel was drawn out: 시이발. */
  stretched: 1,
  /** Written in jamo. */
  split: 2,
  /** Written with Latin letters, digits, signs or emoji. */
  mixed: 4,
  /** Kana of the other kind, small, or drawn out. */
  kana: 8,
} as const

export const UNSOUNDED = 0x7fff

export function emptySoundView(): SoundView {
  return {
    length: 0,
    codes: new Uint16Array(0),
    syllables: new Int16Array(0),
    firsts: new Int32Array(0),
    lasts: new Int32Array(0),
    gaps: new Uint8Array(0),
    marks: new Uint8Array(0),
  }
}

/** Makes room for so many units; what the view held is gone. */
export function reserveSound(view: SoundView, size: number): void {
  view.length = 0
  if (view.codes.length >= size) return
  const roomy = Math.max(256, size + (size >> 2))
  view.codes = new Uint16Array(roomy)
  view.syllables = new Int16Array(roomy)
  view.firsts = new Int32Array(roomy)
  view.lasts = new Int32Array(roomy)
  view.gaps = new Uint8Array(roomy)
  view.marks = new Uint8Array(roomy)
}
