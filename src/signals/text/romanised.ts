import { isSyllable, leadOfTail, SILENT } from './hangul.ts'

// Revised Romanization, syllable by syllable.
const LEADS = 'g kk n d tt r m b pp s ss . j jj ch k t p h'.split(' ')
const VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const TAILS = '. k k k n n n t l l l l l l l l m p p t t ng t t k t p t'.split(' ')

/** Latin spelling of Hangul (시발 → sibal); undefined: it has other letters. */
export function romanise(form: string): string | undefined {
  let latin = ''
  let carried = -1
  for (let i = 0; i < form.length; i++) {
    const unit = form.charCodeAt(i)
    if (!isSyllable(unit)) return undefined
    const syllable = unit - 0xac00
    const lead = Math.floor(syllable / 588)
    const tail = syllable % 28
    latin += spelling(LEADS[carried >= 0 ? carried : lead]!) + VOWELS[Math.floor(syllable / 28) % 21]!
    const next = i + 1 < form.length ? form.charCodeAt(i + 1) : 0
    const takenOver =
      isSyllable(next) && Math.floor((next - 0xac00) / 588) === SILENT && leadOfTail[tail]! >= 0
    carried = takenOver ? leadOfTail[tail]! : -1
    if (!takenOver) latin += spelling(TAILS[tail]!)
  }
  return latin
}

function spelling(letters: string): string {
  return letters === '.' ? '' : letters
}

const CONSONANT: Readonly<Record<string, string>> = {
  g: 'k',
  k: 'k',
  q: 'k',
  d: 't',
  t: 't',
  b: 'p',
  p: 'p',
  v: 'v',
  f: 'f',
  r: 'l',
  l: 'l',
  j: 'j',
  z: 'j',
  s: 's',
  m: 'm',
  n: 'n',
  h: 'h',
  c: 'k',
  x: 'k',
  w: 'w',
  y: 'y',
}
const consonants = new Uint16Array(128)
for (const [letter, folded] of Object.entries(CONSONANT))
  consonants[letter.charCodeAt(0)] = folded.charCodeAt(0)

const A = 0x61
const C = 0x63
const E = 0x65
const G = 0x67
const H = 0x68
const I = 0x69
const L = 0x6c
const N = 0x6e
const O = 0x6f
const R = 0x72
const S = 0x73
const U = 0x75
const W = 0x77
const Y = 0x79

/**
 * Folds Latin letters [from, to) so that the usual ways to spell a Korean word are one: byeongsin, byungshin → pyonsin.
 * Writes the folded units, and where each begins, from `n` on; returns where they end.
 */
export function foldRoman(
  units: ArrayLike<number>,
  from: number,
  to: number,
  folds: Uint16Array,
  froms: Int32Array,
  n: number,
): number {
  let length = n
  let last = 0
  for (let at = from; at < to; ) {
    const unit = units[at]!
    const next = at + 1 < to ? units[at + 1]! : 0
    let folded: number
    let width = 1
    if (isVowel(unit)) {
      folded = unit === A || unit === E || unit === I ? unit : O
      if (unit === A && (next === E || next === I)) {
        folded = E
        width = 2
      } else if (unit === E && (next === O || next === U)) {
        // eui is ui.
        folded = O
        width = 2
      } else if (unit === E && next === E) {
        folded = I
        width = 2
      } else if (unit === O && next === E) {
        folded = E
        width = 2
      } else if ((unit === O || unit === U) && (next === O || next === U)) {
        width = 2
      } else if (unit === next) width = 2
    } else if (unit === H && last !== 0 && isVowel(last) && !isVowel(next)) {
      // ah, uh, oh
      at++
      continue
    } else if (unit === C && next === H) {
      folded = C
      width = 2
    } else if (unit === S && next === H) {
      folded = S
      width = 2
    } else if (unit === N && next === G && !(at + 2 < to && isVowel(units[at + 2]!))) {
      folded = N
      width = 2
    } else if ((unit === Y && !isVowel(next)) || (unit === W && !isVowel(next))) {
      folded = unit === Y ? I : O
    } else if (unit === R && !isVowel(next) && next !== R && next !== L) {
      // A final ㄹ is written l.
      folded = R
    } else folded = consonants[unit]!
    if (folded !== last) {
      folds[length] = folded
      froms[length++] = at
    }
    last = folded
    at += width
  }
  return length
}

function isVowel(unit: number): boolean {
  return unit === A || unit === E || unit === I || unit === O || unit === U
}

/** The folded romanisation of Hangul; undefined: it has other letters. */
export function romanForm(form: string): string | undefined {
  const latin = romanise(form)
  if (latin === undefined) return undefined
  const folds = new Uint16Array(latin.length)
  const letters = Array.from(latin, (letter) => letter.charCodeAt(0))
  const length = foldRoman(letters, 0, latin.length, folds, new Int32Array(latin.length), 0)
  return String.fromCharCode(...folds.subarray(0, length))
}
