import { KIND, kind } from './fold-table.ts'
import type { Normal } from './normal.ts'

/** Letters turned upside down, and what they are. */
const TURNED: Readonly<Record<string, string>> = {
  ɐ: 'a',
  ɔ: 'c',
  ǝ: 'e',
  ɟ: 'f',
  ƃ: 'g',
  ɓ: 'g',
  ɥ: 'h',
  ᴉ: 'i',
  ı: 'i',
  ɾ: 'j',
  ſ: 'j',
  ʞ: 'k',
  ʃ: 'l',
  ɯ: 'm',
  ɹ: 'r',
  ʇ: 't',
  ʌ: 'v',
  ʍ: 'w',
  ʎ: 'y',
  '∀': 'a',
  Ɔ: 'c',
  Ǝ: 'e',
  Ⅎ: 'f',
  '⅁': 'g',
  '˥': 'l',
  '⅂': 'l',
  Ԁ: 'p',
  ᴚ: 'r',
  '⊥': 't',
  '∩': 'u',
  Λ: 'v',
  '⅄': 'y',
}
const turned = new Map(
  Object.entries(TURNED)
    .filter(([letter]) => letter.length === 1)
    .map(([letter, upright]) => [letter.charCodeAt(0), upright.charCodeAt(0)]),
)
/** Letters that turn into other plain ones: read so only among turned ones. */
const PLAIN = new Map(
  ['nu', 'un', 'bq', 'qb', 'dp', 'pd', 'mw', 'wm'].map(([a, b]) => [a!.charCodeAt(0), b!.charCodeAt(0)]),
)

const FIRST_TURNED = 0x131
const LAST_TURNED = 0x22ff
// Turkish has it upright.
const DOTLESS_I = 0x131
const RIGHT_TO_LEFT = /[\u202e\u2067]/

/** Whether a text has letters turned upside down, or is written to be shown from right to left though it is Latin. */
export function needsMirror({ raw }: Normal): boolean {
  for (let i = 0; i < raw.length; i++) {
    const unit = raw.charCodeAt(i)
    // Nearly all text lies outside.
    if (unit < FIRST_TURNED || unit > LAST_TURNED) continue
    if (unit === 0x202e || unit === 0x2067) return true
    if (turned.has(unit) && unit !== DOTLESS_I) return true
  }
  return false
}

/** A text as it is read when it is turned; `reversed`: unit i is plain unit `length - 1 - i`. */
export interface Mirrored {
  readonly normal: Normal
  readonly reversed: boolean
  readonly turned: boolean
}

/** The ways to read a text that `needsMirror`: from its end, and with its turned letters upright. */
export function mirrored(normal: Normal): readonly Mirrored[] {
  if (RIGHT_TO_LEFT.test(normal.raw))
    return [{ normal: mirror(normal, true, false), reversed: true, turned: false }]
  return [true, false].map((reversed) => ({ normal: mirror(normal, reversed, true), reversed, turned: true }))
}

function mirror(normal: Normal, reversed: boolean, turns: boolean): Normal {
  const { raw, length } = normal
  const back: Normal = { ...normal, units: new Uint16Array(length), squeezedLength: 0 }
  for (let i = 0; i < length; i++) {
    const plain = reversed ? length - 1 - i : i
    const unit = normal.units[plain]!
    const upright = turned.get(raw.charCodeAt(normal.starts[plain]!))
    back.units[i] = turns
      ? (upright ?? (reversed && kind[unit] === KIND.letter ? (PLAIN.get(unit) ?? unit) : unit))
      : unit
  }
  return back
}
